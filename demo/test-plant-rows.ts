import type { Batch, StreamName, StreamRow } from './generate/rows.ts'
import { demoSeed, generateDemo } from './generate.ts'

export const testNow = new Date('2026-11-24T02:17:00Z')

/** Rows of the demo by stream and site. */
export function demoRows(now: Date = testNow, seed: number = demoSeed) {
  const batches = [...generateDemo({ now, seed })]
  const isOf =
    <Name extends StreamName>(stream: Name) =>
    (batch: Batch): batch is Batch<Name> =>
      batch.stream === stream
  return {
    batches,
    rows: <Name extends StreamName>(stream: Name, siteId?: string): StreamRow<Name>[] =>
      batches
        .filter(isOf(stream))
        .filter((batch) => siteId === undefined || batch.siteId === siteId)
        .flatMap((batch) => batch.rows),
  }
}

export const ms = (at: Date | string | number): number => new Date(at).getTime()

export const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
