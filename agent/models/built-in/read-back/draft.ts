import type { Language } from '../../../../base/language.ts'
import type { ReadKind, ReadPart } from '../../../../base/read-part.ts'
import type { Entry, EntryKind } from '../lexicon/entry.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Mention } from '../lexicon/terms.ts'
import type { Reading } from '../reading.ts'
import { entriesOf, type Question } from '../slots/question.ts'

/** Where words stand in the question. */
export type Span = { start: number; end: number }

/** What a part may have meant instead: the slots that would differ. */
export type Alternative = { label: string; change: Change; entry?: Entry }
/** Undefined: said no more. */
export type Change = { [Slot in keyof Reading]?: Reading[Slot] | undefined }

export type Draft = {
  kind: ReadKind
  label: string
  span: Span | null
  source: ReadPart['source']
  others: Alternative[]
}

/** A question with how it was read, and what the one before it was. */
export type Looked = {
  reading: Reading
  question: Question
  previous: Reading | undefined
  lexicon: Lexicon
  language: Language
}

export const sayIn =
  (language: Language) =>
  (zh: string, en: string): string =>
    language === 'zh' ? zh : en

/** Said, taken over from the question before, or neither. */
export function sourceOf(
  span: Span | null,
  { reading, previous }: Looked,
  slot: keyof Reading,
): ReadPart['source'] {
  if (span !== null) return 'said'
  const same = JSON.stringify(previous?.[slot]) === JSON.stringify(reading[slot])
  return previous !== undefined && same ? 'before' : 'assumed'
}

/** The words that name a thing. */
export function mentionOf(
  { question }: Looked,
  kind: EntryKind,
  id: string,
): Mention<Entry> | null {
  const named = entriesOf(question, kind).find((entries) => entries.some((one) => one.id === id))
  return question.mentions.find(({ entries }) => named?.[0] && entries.includes(named[0])) ?? null
}

/** Where words of a pattern stand among those that name nothing. */
export function spanOf(words: RegExp, text: string): Span | null {
  const found = words.exec(text)
  return found === null ? null : { start: found.index, end: found.index + found[0].length }
}

/** Where words stand as they are. */
export function placeOf(words: string, text: string): Span | null {
  const start = text.indexOf(words)
  return start < 0 ? null : { start, end: start + words.length }
}
