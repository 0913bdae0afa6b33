/** Points (1/72 inch) from the top left corner of the page as it is shown. */
export type Box = readonly [left: number, top: number, right: number, bottom: number]

/** Where a stretch of text stands on paper, a line at a time. */
export type Span = { from: number; to: number; page: number; box: Box }

type Placed = {
  text: string
  page: number | null
  /** Of formats that have places; offsets count in `text`. */
  spans?: Span[]
}

/** Rows as `| a | b |`. */
export type Table = {
  kind: 'table'
  /** `表 3 …`, when it has one. */
  caption?: string
  header: string
  rows: string[]
  page: number | null
  places?: { header: Span[]; rows: Span[][] }
}

/** What a document is made of, whatever file it came from; text word for word, markup removed. */
export type Block =
  | ({ kind: 'heading'; level: number } & Placed)
  | ({ kind: 'text' } & Placed)
  | ({ kind: 'item'; number: number | null } & Placed)
  | ({ kind: 'warning' } & Placed)
  /** A picture: what is written below it, or what stands for it where it cannot be seen. */
  | ({ kind: 'figure' } & Placed)
  | Table

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

/** The number of a step: `3.`, `3)`, `（3）`, `3、`, `③`, `Step 3:`, `第3步`; never the `1.5` of `1.5 mm`. */
export const listItem =
  /^\s*(?:[-*+•●▪◦·–]\s+|(?<number>\d{1,3})(?:[.．](?!\d)|[)）、])\s*|[（(](?<bracketed>\d{1,3})[)）]\s*|(?<circled>[①-⑳])\s*|(?:step|步骤)\s*(?<named>\d{1,3})[\s:：.、]\s*|第\s*(?<ordinal>\d{1,3})\s*步[\s:：.、，]*)(?<text>\S.*)$/iu

export function itemNumber({ groups = {} }: RegExpMatchArray): number | null {
  if (groups.circled !== undefined) return groups.circled.charCodeAt(0) - 0x245f
  const number = groups.number ?? groups.bracketed ?? groups.named ?? groups.ordinal
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
