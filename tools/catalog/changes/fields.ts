import type { DiffEntry, Evidence } from '../../../actions/index.ts'
import { inBoth } from '../../../base/language.ts'

type Value = string | number | null
export type Field = [zh: string, en: string, before: Value, after: Value, unit?: string]

/** The fields that change, as the card shows them. */
export const changedEntries = (fields: Field[]): DiffEntry[] =>
  fields
    .filter(([, , before, after]) => before !== after)
    .map(([zh, en, before, after, unit]) => ({
      label: { zh, en },
      ...{ before, after },
      ...(unit === undefined ? {} : { unit }),
    }))

export const reasonGiven = (reason: string): Evidence => ({
  kind: 'note',
  label: { zh: '理由', en: 'Reason' },
  value: inBoth(reason),
  at: null,
})
