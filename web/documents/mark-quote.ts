import { markEnd, markStart } from './inline.ts'

/** Where a quote stands in a text; white space may have changed on the way. */
export function findQuote(text: string, quote: string): { from: number; to: number } | null {
  const wanted = quote.trim()
  if (wanted === '') return null
  const exact = text.indexOf(wanted)
  if (exact !== -1) return { from: exact, to: exact + wanted.length }
  const words = wanted.split(/\s+/).map((word) => word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
  const loose = new RegExp(words.join('\\s+'), 'u').exec(text)
  return loose && { from: loose.index, to: loose.index + loose[0].length }
}

/** What opens a line, the cells of a table aside, is layout and stays outside of a mark. */
const opening = /^\s*(?:>\s?)*(?:(?:[-*+•]|\d{1,3}[.)])\s+|#{1,6}\s+)?/

/** Sets the marks of `readInline` around a range, line by line and cell by cell. */
export function markQuote(text: string, { from, to }: { from: number; to: number }): string {
  let start = 0
  return text
    .split('\n')
    .map((line) => {
      const begin = Math.max(from - start, 0)
      const end = Math.min(to - start, line.length)
      start += line.length + 1
      return begin < end ? markLine(line, begin, end) : line
    })
    .join('\n')
}

function markLine(line: string, begin: number, end: number): string {
  if (/^\s*\|/.test(line)) return line.replace(/[^|]*[^|\s][^|]*/g, marked)
  const at = Math.max(begin, opening.exec(line)?.[0].length ?? 0)
  return at < end ? line.slice(0, at) + marked(line.slice(at, end)) + line.slice(end) : line
}

const marked = (words: string): string => `${markStart}${words}${markEnd}`
