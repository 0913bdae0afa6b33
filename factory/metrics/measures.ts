/** Additive measures by the facts that hold them, and what those facts can be split by. */

export const dimensions = [
  'site',
  'line',
  'machine',
  'product',
  'team',
  'shift',
  'reason',
  'material',
  'supplier',
] as const
export type Dimension = (typeof dimensions)[number]

type Kind = {
  measures: readonly string[]
  dimensions: readonly Dimension[]
  /** Streams of the ingestion door that say how fresh it is; without: the newest hour read. */
  streams?: readonly string[]
}

const byHour = ['site', 'line', 'machine', 'product', 'team', 'shift'] as const
const byOrder = ['site', 'product'] as const

/** A measure stands in exactly one of them; SQL of each in `sources.ts`. */
const sources = {
  /** Hours of machines: fact_hour. */
  hour: {
    measures: [
      'production_s',
      'setup_s',
      'delay_s',
      'down_s',
      'planned_stop_s',
      'good',
      'scrap',
      'rework',
      'first_pass',
      'planned_run_s',
      'energy_kwh',
      'failures',
      'repairs',
      'repair_s',
    ],
    dimensions: byHour,
  },
  /** Lost time by reason: fact_downtime. */
  downtime: {
    measures: ['lost_s', 'stops'],
    dimensions: ['site', 'line', 'machine', 'team', 'shift', 'reason'],
  },
  /** Hours of machines valued at the product's standard cost. */
  cost: { measures: ['scrap_cost', 'uncosted_scrap'], dimensions: byHour },
  /** Production orders at the hour they are due in. */
  due_order: {
    measures: ['orders_due', 'orders_on_time', 'quantity_due', 'quantity_made'],
    dimensions: byOrder,
    streams: ['production_order'],
  },
  /** Production orders at the hour they were completed in. */
  done_order: {
    measures: ['orders_done', 'order_s', 'order_pieces', 'unstarted_orders'],
    dimensions: byOrder,
    streams: ['production_order'],
  },
  /** Orders between release and completion, as pieces × seconds. */
  open_order: {
    measures: ['wip_piece_s'],
    dimensions: byOrder,
    streams: ['production_order'],
  },
  /** Planned machine time of the schedule that was in force, and what of it ran as planned. */
  slot: {
    measures: ['planned_slot_s', 'kept_slot_s'],
    dimensions: ['site', 'line', 'machine', 'product'],
    streams: ['schedule'],
  },
  /** Purchase lines at the hour they are due in. */
  receipt: {
    measures: ['lines_due', 'lines_on_time'],
    dimensions: ['site', 'material', 'supplier'],
    streams: ['purchase_line'],
  },
  /** Stock between one count and the next, as value × seconds. */
  stock: {
    measures: ['stock_value_s', 'uncosted_stock'],
    dimensions: ['site', 'material'],
    streams: ['stock'],
  },
  /** Material that completed orders used by their bill of materials, as value. */
  use: {
    measures: ['use_value', 'uncosted_use'],
    dimensions: ['site', 'product', 'material'],
    streams: ['production_order'],
  },
  /** Samples in units of their tolerance: 0 at the lower limit, 1 at the upper one. */
  sample: {
    measures: ['samples', 'sample_sum', 'sample_squares', 'ranges', 'range_sum'],
    dimensions: ['site', 'line', 'machine', 'product'],
    streams: ['quality_sample'],
  },
} as const satisfies Record<string, Kind>

export type SourceId = keyof typeof sources
/** `span_s`: seconds of the window, or of the bucket; what a level is averaged over. */
export type Measure = (typeof sources)[SourceId]['measures'][number] | 'span_s'

const sourceIds = Object.keys(sources) as SourceId[]
export const kindOf = (source: SourceId): Kind => sources[source]

const sourceByMeasure = new Map<Measure, SourceId>(
  sourceIds.flatMap((id) => sources[id].measures.map((measure) => [measure, id] as const)),
)

/** Null for `span_s`, which no facts hold. */
export const sourceOf = (measure: Measure): SourceId | null => sourceByMeasure.get(measure) ?? null

export const measures: [Measure, ...Measure[]] = ['span_s', ...sourceByMeasure.keys()]
