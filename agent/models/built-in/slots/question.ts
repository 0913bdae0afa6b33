import type { Entry, EntryKind } from '../lexicon/entry.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Mention } from '../lexicon/terms.ts'
import type { Today } from '../time/calendar.ts'
import type { TimePhrase } from '../time/time.ts'

export type Question = {
  /** As it was typed. */
  said: string
  /** The same with every known name and every span of time blanked out. */
  rest: string
  times: TimePhrase[]
  mentions: Mention<Entry>[]
  lexicon: Lexicon
  today: Today
}

const precedence: EntryKind[] = [
  'metric',
  'site',
  'equipment',
  'team',
  'shift',
  'product',
  'reason',
  'supplier',
  'material',
  'class',
]

export const firstKind = (entries: Entry[]): EntryKind | undefined =>
  precedence.find((one) => entries.some((entry) => entry.kind === one))

/** What each mention means, by kind; a name of several kinds means the first of them. */
export function entriesOf(question: Pick<Question, 'mentions'>, kind: EntryKind): Entry[][] {
  return question.mentions
    .map(({ entries }) => entries.filter((entry) => entry.kind === firstKind(entries)))
    .filter((entries) => entries[0]?.kind === kind)
}

export function idsOf(question: Question, kind: EntryKind): string[] {
  return [...new Set(entriesOf(question, kind).flatMap((entries) => entries.slice(0, 1)))]
    .map(({ id }) => id)
    .filter((id, at, all) => all.indexOf(id) === at)
}

/** Shifts that the question names. */
export const saidShifts = (question: Question): Entry[] =>
  entriesOf(question, 'shift').flatMap((entries) => entries.slice(0, 1))

export const nightShifts = ({ lexicon }: Question): Entry[] =>
  lexicon.entries
    .filter(({ kind, zh, en }) => kind === 'shift' && /夜|night/iu.test(zh + en))
    .slice(0, 1)
