import type { MetricDefinition } from './definition.ts'
import type { Dimension } from './measures.ts'
import type { Window } from './window.ts'

export const grains = ['hour', 'shift', 'day', 'week', 'month'] as const
export type Grain = (typeof grains)[number]

export type Filters = Partial<Record<Dimension, string[]>>

/** A query whose every name has been checked; nothing of it is text from outside except as a value. */
export type CheckedQuery = {
  metrics: MetricDefinition[]
  dimensions: Dimension[]
  /** Sites in scope, never empty: the distribution key of every table that is read. */
  sites: string[]
  filters: Filters
  window: Window
  before: Window | null
  grain: Grain | null
  order: {
    by: 'time' | 'value' | 'change'
    metric: number
    descending: boolean
  }
  limit: number
  now: Date
}
