/** What a document is made of, whatever file it came from; text word for word, markup removed. */
export type Block =
  | { kind: 'heading'; level: number; text: string; page: number | null }
  | { kind: 'text'; text: string; page: number | null }
  | { kind: 'item'; text: string; page: number | null; number: number | null }
  | { kind: 'table'; header: string; rows: string[]; page: number | null }
  | { kind: 'warning'; text: string; page: number | null }

export type ParsedDocument = {
  /** The document's own title, if it has one. */
  title: string | null
  blocks: Block[]
  /** Null for files without pages. */
  pages: number | null
  mediaType: string
  /** Name and version of what cut the file into blocks. */
  parser: string
}

/** The number of a step: `3.`, `3)`, `（3）`, `3、`; never the `1.5` of `1.5 mm`. */
export const listItem =
  /^\s*(?:[-*+•●▪◦·–]\s+|(?<number>\d{1,3})(?:[.．](?!\d)|[)）、])\s*|[（(](?<bracketed>\d{1,3})[)）]\s*)(?<text>\S.*)$/u

export function itemNumber(match: RegExpMatchArray): number | null {
  const number = match.groups?.number ?? match.groups?.bracketed
  return number === undefined ? null : Number(number)
}

/** A line and what follows it: Chinese needs no space between, a split word no hyphen. */
export function joinLines(before: string, after: string): string {
  if (before === '') return after
  const chinese = /[\p{Script=Han}\p{P}]$/u.test(before) && /^\p{Script=Han}/u.test(after)
  const chineseComma = /[，。、；：（]$/u.test(before)
  if (chinese || chineseComma) return before + after
  if (/\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after)) return before.slice(0, -1) + after
  return `${before} ${after}`
}
