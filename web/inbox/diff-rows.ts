import type { ProposalView } from '../../server/http/contract.ts'
import { formatNumber, type Language } from '../app/format.ts'

type Entry = ProposalView['diff']['entries'][number]

export type DiffRow = {
  label: string
  before: string | null
  after: string | null
  /** Signed difference of two numbers, else null. */
  change: string | null
  kind: 'new' | 'removed' | 'changed' | 'same'
}

type Reading = { language: Language; values: Record<string, string> }

/** Fields whose text is a code with a name in both languages, by their English label. */
const coded = ['Kind', 'Priority']

export function diffRows(entries: readonly Entry[], reading: Reading): DiffRow[] {
  return entries.map((entry) => ({
    label: entry.label[reading.language],
    before: shownValue(entry.before, entry, reading),
    after: shownValue(entry.after, entry, reading),
    change: changeOf(entry, reading.language),
    kind: kindOf(entry),
  }))
}

/** True when nothing stood there before: then one column says it all. */
export const isNewRecord = (entries: readonly Entry[]): boolean =>
  entries.length > 0 && entries.every(({ before }) => before === null)

function shownValue(value: Entry['before'], entry: Entry, reading: Reading): string | null {
  if (value === null) return null
  if (typeof value === 'number') return formatNumber(value, entry.unit ?? '', reading.language)
  return coded.includes(entry.label.en) ? (reading.values[value] ?? value) : value
}

function kindOf({ before, after }: Entry): DiffRow['kind'] {
  if (before === after) return 'same'
  if (before === null) return 'new'
  return after === null ? 'removed' : 'changed'
}

function changeOf({ before, after, unit }: Entry, language: Language): string | null {
  if (typeof before !== 'number' || typeof after !== 'number' || before === after) return null
  return signed(after - before, unit ?? '', language)
}

/** A difference with its sign; of percentages it is in points. */
export function signed(difference: number, unit: string, language: Language): string {
  const size = Math.abs(Math.round(difference * 1000) / 1000)
  const shown = formatNumber(size, unit === '%' ? 'pp' : unit, language)
  return `${difference < 0 ? '−' : '+'}${shown}`
}
