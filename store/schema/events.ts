import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant, provenance, siteId } from './columns.ts'

/** ISO 22400 time categories; which PackML state falls in which is decided at ingestion. */
export const timeCategories = ['production', 'setup', 'delay', 'down', 'planned_stop'] as const

/** A stretch of time in one PackML state; `end_at` null means still running. */
export const machineState = pgTable(
  'machine_state',
  {
    siteId: siteId(),
    machineId: text('machine_id').notNull(),
    startAt: instant('start_at').notNull(),
    endAt: instant('end_at'),
    /** PackML: execute, held, suspended, aborted, stopped, idle, … */
    state: text('state').notNull(),
    category: text('category', { enum: timeCategories }).notNull(),
    reasonId: text('reason_id'),
    note: text('note'),
    ...provenance(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.machineId, t.startAt] }),
    uniqueIndex('machine_state_source').on(t.siteId, t.source, t.sourceKey),
  ],
)

/** Pieces counted at a machine over the period that ends at `at`. */
export const productionCount = pgTable(
  'production_count',
  {
    siteId: siteId(),
    machineId: text('machine_id').notNull(),
    at: instant('at').notNull(),
    productId: text('product_id').notNull(),
    orderId: text('order_id'),
    good: integer('good').notNull(),
    scrap: integer('scrap').notNull(),
    rework: integer('rework').notNull(),
    /** Good at the first pass, without rework. */
    firstPass: integer('first_pass').notNull(),
    /** ISO 22400 PRI: planned run time per item. */
    plannedRunSPerPiece: doublePrecision('planned_run_s_per_piece').notNull(),
    energyKwh: doublePrecision('energy_kwh').notNull().default(0),
    ...provenance(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.source, t.sourceKey] }),
    index('production_count_machine').on(t.siteId, t.machineId, t.at),
  ],
)

/** Partitioned by month of `at`, UTC (migrations/0008); `jidoka_make_partitions` makes the months. */
export const measurement = pgTable(
  'measurement',
  {
    siteId: siteId(),
    tagId: text('tag_id').notNull(),
    at: instant('at').notNull(),
    value: doublePrecision('value').notNull(),
    quality: text('quality', { enum: ['good', 'uncertain', 'bad'] })
      .notNull()
      .default('good'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.tagId, t.at] }),
    index('measurement_at').using('brin', t.at),
  ],
)

/** A failure in ISO 14224 terms, with the time to restore where it is known. */
export const failureEvent = pgTable(
  'failure_event',
  {
    siteId: siteId(),
    machineId: text('machine_id').notNull(),
    at: instant('at').notNull(),
    repairS: doublePrecision('repair_s'),
    failureModeId: text('failure_mode_id'),
    component: text('component'),
    ...provenance(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.source, t.sourceKey] }),
    index('failure_event_machine').on(t.siteId, t.machineId, t.at),
  ],
)

/** A code that a controller raised; not yet a failure. */
export const machineAlarm = pgTable(
  'machine_alarm',
  {
    siteId: siteId(),
    machineId: text('machine_id').notNull(),
    at: instant('at').notNull(),
    code: text('code').notNull(),
    message: text('message'),
    ...provenance(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.source, t.sourceKey] }),
    index('machine_alarm_machine').on(t.siteId, t.machineId, t.at),
  ],
)

/** Measures of machine hours; all of them add up. Seconds follow ISO 22400-2 time elements. */
const hourMeasures = () => ({
  productionS: doublePrecision('production_s').notNull(),
  setupS: doublePrecision('setup_s').notNull(),
  delayS: doublePrecision('delay_s').notNull(),
  downS: doublePrecision('down_s').notNull(),
  plannedStopS: doublePrecision('planned_stop_s').notNull(),
  good: doublePrecision('good').notNull(),
  scrap: doublePrecision('scrap').notNull(),
  rework: doublePrecision('rework').notNull(),
  firstPass: doublePrecision('first_pass').notNull(),
  /** Σ planned run time per item × pieces, ISO 22400 PRI · PQ. */
  plannedRunS: doublePrecision('planned_run_s').notNull(),
  energyKwh: doublePrecision('energy_kwh').notNull(),
  failures: doublePrecision('failures').notNull(),
  /** Failures whose repair time is known, and that time. */
  repairs: doublePrecision('repairs').notNull(),
  repairS: doublePrecision('repair_s').notNull(),
})

/**
 * Hourly facts: what every KPI is computed from. One row per machine, hour, product, team and
 * shift; all measures add up over any of them. Seconds follow ISO 22400-2 time elements.
 */
export const factHour = pgTable(
  'fact_hour',
  {
    siteId: siteId(),
    machineId: text('machine_id').notNull(),
    hour: instant('hour').notNull(),
    /** Empty where no product was running. */
    productId: text('product_id').notNull(),
    teamId: text('team_id').notNull(),
    shiftId: text('shift_id').notNull(),
    /** Local day on which the shift began, ISO date. */
    shiftDate: text('shift_date').notNull(),
    lineId: text('line_id').notNull(),
    ...hourMeasures(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.machineId, t.hour, t.productId, t.teamId, t.shiftId] }),
    index('fact_hour_time').on(t.siteId, t.hour),
  ],
)

/**
 * The hourly facts of a local day, rolled up: what long windows are read from. Kept with the hours,
 * in the same transaction.
 */
export const factDay = pgTable(
  'fact_day',
  {
    siteId: siteId(),
    machineId: text('machine_id').notNull(),
    /** Local date that its hours begin on, ISO. */
    day: text('day').notNull(),
    productId: text('product_id').notNull(),
    teamId: text('team_id').notNull(),
    shiftId: text('shift_id').notNull(),
    /** A night shift that ends in the day and the one that begins in it are two. */
    shiftDate: text('shift_date').notNull(),
    lineId: text('line_id').notNull(),
    ...hourMeasures(),
    /** Hourly facts in it, and the newest of them. */
    hours: integer('hours').notNull(),
    lastHour: instant('last_hour').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.siteId, t.machineId, t.day, t.productId, t.teamId, t.shiftId, t.shiftDate],
    }),
    index('fact_day_time').on(t.siteId, t.day),
  ],
)

/** Lost seconds by reason: the downtime Pareto. */
export const factDowntime = pgTable(
  'fact_downtime',
  {
    siteId: siteId(),
    machineId: text('machine_id').notNull(),
    hour: instant('hour').notNull(),
    teamId: text('team_id').notNull(),
    shiftId: text('shift_id').notNull(),
    shiftDate: text('shift_date').notNull(),
    lineId: text('line_id').notNull(),
    /** `unqualified` where no reason was given. */
    reasonId: text('reason_id').notNull(),
    downS: doublePrecision('down_s').notNull(),
    stops: doublePrecision('stops').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.machineId, t.hour, t.teamId, t.shiftId, t.reasonId] }),
    index('fact_downtime_time').on(t.siteId, t.hour),
  ],
)

/** What each source last sent: data freshness on every answer. */
export const ingestSource = pgTable(
  'ingest_source',
  {
    siteId: siteId(),
    source: text('source').notNull(),
    stream: text('stream').notNull(),
    /** Newest instant that the data speak of. */
    dataUntil: instant('data_until'),
    receivedAt: instant('received_at').notNull(),
    rows: bigint('rows', { mode: 'number' }).notNull(),
    refused: bigint('refused', { mode: 'number' }).notNull(),
    /** How far the newest row of a live batch was ahead of our clock: the most since `leadSince`. */
    leadS: doublePrecision('lead_s'),
    leadSince: instant('lead_since'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.source, t.stream] })],
)

/** A row that was refused, kept with its reason so that it can be mended and sent again. */
export const ingestRefusal = pgTable(
  'ingest_refusal',
  {
    siteId: siteId(),
    source: text('source').notNull(),
    stream: text('stream').notNull(),
    /** File line or message key. */
    position: text('position').notNull(),
    field: text('field').notNull(),
    value: text('value'),
    reason: text('reason').notNull(),
    row: jsonb('row').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.source, t.stream, t.position, t.field] })],
)
