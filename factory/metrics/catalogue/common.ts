import type { Dimension, Measure } from '../measures.ts'

/** PBT of ISO 22400-2: what was planned to be busy, whatever became of it. */
export const plannedBusy: Measure[] = ['production_s', 'setup_s', 'delay_s', 'down_s']
/** AUBT: what of it was used for orders, delays included. */
export const busy: Measure[] = ['production_s', 'setup_s', 'delay_s']
/** AUPT: processing and set-up. */
export const processing: Measure[] = ['production_s', 'setup_s']
/** PQ: every piece that was made. */
export const produced: Measure[] = ['good', 'scrap', 'rework']

export const ofHours: Dimension[] = ['site', 'line', 'machine', 'product', 'team', 'shift']
export const ofDowntime: Dimension[] = ['site', 'line', 'machine', 'team', 'shift', 'reason']
export const ofOrders: Dimension[] = ['site', 'product']

/** Numbers in the order of the standard: see docs/metrics.md for where they were read. */
export const iso = (number: number) => ({ standard: 'ISO 22400-2' as const, number })
export const site = { standard: 'site' as const }

/** Σ numerator ÷ Σ denominator, in percent. */
export const percentOf = (numerator: Measure[], denominator: Measure[]) => ({
  factors: [{ numerator, denominator }],
  scale: 100,
})
