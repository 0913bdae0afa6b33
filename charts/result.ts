import type { Localized } from '../base/language.ts'

export type ResultRow = {
  /** One name per split. */
  keys: string[]
  /** Start of the bucket; null where the result is no series. */
  at: string | null
  /** One per measure. */
  values: (number | null)[]
  before: (number | null)[] | null
  /** Of the first measure. */
  target?: number | null
}

/** A result by its shape, whichever tool gave it: what a picture can be chosen by. */
export type Result = {
  title: Localized
  caption: Localized
  /** Of all measures. */
  unit: string
  measures: Localized[]
  rows: ResultRow[]
  /** Values may be added up: pieces and minutes, not percentages. */
  adds: boolean
  /** What is counted is lost: the rows are parts of one loss, and all of them are there. */
  isLoss: boolean
  /** Measures in other units, which one picture cannot show. */
  otherUnits: number
}
