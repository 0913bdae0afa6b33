import type { Readings } from '../../server/http/contract.ts'

export type Trace = Readings['trace_lot']
export type Lot = NonNullable<Trace['lot']>
export type Node = Trace['went_in']['lots'][number]

export type QualitySearch = {
  site?: string
  lot?: string
  days?: number
  metric?: string
  machine?: string
  by?: string
}

export const spans = [14, 28, 60, 90]

/** Not in order: whoever sees it looks there first. */
export const isBad = ({
  disposition,
  out_of_limits: out,
}: Pick<Lot, 'disposition' | 'out_of_limits'>) =>
  out > 0 || (disposition !== null && disposition !== 'released')
