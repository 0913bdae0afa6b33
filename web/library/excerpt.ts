import { findQuote, markQuote } from '../documents/mark-quote.ts'

/** A line more than this is told by its middle. */
const mostBefore = 300

/** The lines of a passage around what answers, with that marked; all of a short one. */
export function excerptOf(text: string, quote: string): string {
  const range = findQuote(text, quote)
  if (range === null) return quote
  const marked = markQuote(text, range)
  if (text.length <= 2 * mostBefore) return marked
  const lines = text.split('\n')
  const markedLines = marked.split('\n')
  const first = lines.findIndex((line, at) => line !== markedLines[at])
  const last = lines.findLastIndex((line, at) => line !== markedLines[at])
  const [from, to] = [Math.max(0, first - 1), Math.min(lines.length, last + 2)]
  const cut = (side: boolean) => (side ? '…' : '')
  return [cut(from > 0), ...markedLines.slice(from, to), cut(to < lines.length)]
    .filter((line) => line !== '')
    .join('\n')
}
