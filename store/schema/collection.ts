import {
  bigint,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'
import { timeCategories } from './events.ts'

/** What a machine lets into `POST /ingest`: one site, one source, some streams. Only its hash is kept. */
export const ingestKey = pgTable(
  'ingest_key',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    label: text('label').notNull(),
    /** Rows that come with this key are of this source, whatever they say. */
    source: text('source').notNull(),
    streams: text('streams').array().notNull(),
    sha256: text('sha256').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] }), uniqueIndex('ingest_key_sha256').on(t.sha256)],
)

/** Work that one process at a time may do; whoever does not renew it in time has lost it. */
export const lease = pgTable(
  'lease',
  {
    siteId: siteId(),
    name: text('name').notNull(),
    holder: text('holder').notNull(),
    until: instant('until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.name] })],
)

/** A machine was seen in this state at this instant. Machine states are derived from these. */
export const stateSample = pgTable(
  'state_sample',
  {
    siteId: siteId(),
    source: text('source').notNull(),
    machineId: text('machine_id').notNull(),
    at: instant('at').notNull(),
    state: text('state').notNull(),
    category: text('category', { enum: timeCategories }).notNull(),
    reasonId: text('reason_id'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.source, t.machineId, t.at] })],
)

/** A counter stood at this value at this instant. Production counts are derived from these. */
export const counterSample = pgTable(
  'counter_sample',
  {
    siteId: siteId(),
    source: text('source').notNull(),
    machineId: text('machine_id').notNull(),
    counter: text('counter').notNull(),
    at: instant('at').notNull(),
    value: doublePrecision('value').notNull(),
    /** Which figures of a production count it moves. */
    countsAs: text('counts_as').array().notNull(),
    /** The counter goes back to zero after this many. */
    rollsOverAt: doublePrecision('rolls_over_at'),
    productId: text('product_id').notNull(),
    orderId: text('order_id'),
    plannedRunSPerPiece: doublePrecision('planned_run_s_per_piece').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.source, t.machineId, t.counter, t.at] })],
)

export const findingKinds = [
  'gap',
  'frozen',
  'impossible',
  'clock_skew',
  'unqualified_downtime',
  'refused_rows',
] as const
export const findingStatuses = ['open', 'acknowledged', 'closed'] as const

/** Something about the data that its owner should mend. Closed by the job once it no longer holds. */
export const dataFinding = pgTable(
  'data_finding',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    kind: text('kind', { enum: findingKinds }).notNull(),
    /** A tag, a machine or a source. */
    subject: text('subject').notNull(),
    fromAt: instant('from_at').notNull(),
    toAt: instant('to_at').notNull(),
    /** The figures behind it, by name. */
    evidence: jsonb('evidence').notNull(),
    /** A role of the site, or a user. */
    owner: text('owner').notNull(),
    status: text('status', { enum: findingStatuses }).notNull(),
    foundAt: instant('found_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    closedAt: instant('closed_at'),
    note: text('note'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    index('data_finding_status').on(t.siteId, t.status, t.seenAt),
  ],
)

/** What the columns of a file meant the last time a table with the same header was imported. */
export const importMapping = pgTable(
  'import_mapping',
  {
    siteId: siteId(),
    /** Of the names of the columns, in their order. */
    headerSha256: text('header_sha256').notNull(),
    source: text('source').notNull(),
    stream: text('stream').notNull(),
    /** Field by name of column, and the values that stand for every row. */
    columns: jsonb('columns').notNull(),
    constants: jsonb('constants').notNull(),
    savedBy: text('saved_by').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.headerSha256] })],
)

/** What a door must know again after a restart, such as the names that a birth gave to aliases. */
export const sourceMemory = pgTable(
  'source_memory',
  {
    siteId: siteId(),
    source: text('source').notNull(),
    key: text('key').notNull(),
    value: jsonb('value').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.source, t.key] })],
)

/** Files that went in whole, by their bytes: a watched folder leaves them alone. */
export const importedFile = pgTable(
  'imported_file',
  {
    siteId: siteId(),
    sha256: text('sha256').notNull(),
    name: text('name').notNull(),
    source: text('source').notNull(),
    rowsRead: bigint('rows_read', { mode: 'number' }).notNull(),
    refused: bigint('refused', { mode: 'number' }).notNull(),
    importedBy: text('imported_by').notNull(),
    importedAt: instant('imported_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.sha256, t.source] })],
)
