import type { Language } from './language.ts'

export type ReadKind =
  | 'subject'
  | 'metric'
  | 'site'
  | 'equipment'
  | 'group'
  | 'window'
  | 'split'
  | 'compare'
  | 'order'
  | 'limit'
  | 'unknown'

/** One thing that a question was taken to mean. Labels are in the language of the answer. */
export type ReadPart = {
  kind: ReadKind
  /** Which question of the message, from 0. */
  question: number
  /** The words that it came from; null: from the question before, or from none. */
  said: string | null
  source: 'said' | 'before' | 'assumed'
  label: string
  /** Of a window: its days in plant time, once figures tell them. */
  detail: string | null
  choices: ReadChoice[]
}

/** Something else that the part may have meant. */
export type ReadChoice = {
  label: string
  /** Asks the same with that part replaced; it is read as that, whatever was asked before. */
  question: string
  /** Words that the site could always read so; null: they have a meaning of their own there. */
  teach: Teaching | null
}

/** Words that would mean the same in the glossary of a site. */
export type Teaching = {
  /** Null: the question spoke of no one site. */
  siteId: string | null
  word: string
  means: string
  zh: string[]
  en: string[]
}

const openings: Record<Language, string> = { zh: '我理解为：', en: 'Read as: ' }

/** The reading as one line of text, for channels without buttons; null where nothing was read. */
export function readingLine(parts: ReadPart[] = [], language: Language): string | null {
  if (parts.length === 0) return null
  const questions = [...Map.groupBy(parts, ({ question }) => question).values()]
  const told = questions.map((of) => of.map(labelOf).join(' · '))
  return `${openings[language]}${told.join(' | ')}`
}

const labelOf = ({ kind, label, detail }: ReadPart): string =>
  `${kind === 'unknown' ? '? ' : ''}${label}${detail === null ? '' : ` (${detail})`}`
