/** Shorter ones are names and terms rather than words of a document. */
const shortest = { zh: 10, en: 25 }

const inMarks = /[“「『"]([^”」』"\n]+)[”」』"]/gu

/**
 * Quotations of an answer that stand in nothing that was read: lines behind `>` and longer words in
 * quotation marks. What the question itself said may be quoted, too.
 */
export function unverifiedQuotes(answer: string, sources: unknown[]): string[] {
  const known = sources.flatMap(stringsIn).map(flat).join('\n')
  const blocks = answer
    .split('\n')
    .flatMap((line) => /^\s*>\s*(?![\s—])(.*)$/u.exec(line)?.[1] ?? [])
  const marked = [...answer.matchAll(inMarks)].map(([, words = '']) => words).filter(isLong)
  return [...blocks, ...marked].filter(
    (words) => flat(words) !== '' && !known.includes(flat(words)),
  )
}

const isLong = (words: string): boolean =>
  words.length >= (/\p{Script=Han}/u.test(words) ? shortest.zh : shortest.en)

/** Without what is markup or a mark of ours; spaces and line ends are one. */
const flat = (text: string): string =>
  text
    .replace(/\*\*|__|`|⚠\uFE0F?/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(stringsIn)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(stringsIn)
  return []
}
