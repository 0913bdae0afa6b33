import { sql } from 'drizzle-orm'
import {
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

/** What the samples of a tag come to over a stretch of time; samples of good quality only. */
const sums = () => ({
  n: integer('n').notNull(),
  /** Samples of uncertain or bad quality beside them. */
  others: integer('others').notNull(),
  /** Null where no sample was good. */
  sum: doublePrecision('sum'),
  min: doublePrecision('min'),
  max: doublePrecision('max'),
  lastValue: doublePrecision('last_value'),
  lastAt: instant('last_at'),
})

const bucketOfTag = () => ({
  siteId: siteId(),
  tagId: text('tag_id').notNull(),
  /** Its beginning, UTC. */
  bucket: instant('bucket').notNull(),
})

/** Minutes of the hours that were sampled so often that reading minutes saves something. */
export const measurementMinute = pgTable(
  'measurement_minute',
  { ...bucketOfTag(), ...sums() },
  (t) => [primaryKey({ columns: [t.siteId, t.tagId, t.bucket] })],
)

export const measurementHour = pgTable(
  'measurement_hour',
  {
    ...bucketOfTag(),
    ...sums(),
    /** Its minutes are rolled up as well. */
    hasMinutes: boolean('has_minutes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.tagId, t.bucket] })],
)

/** Hours of tags whose samples changed since they were rolled up: to be read from the samples. */
export const measurementDue = pgTable(
  'measurement_due',
  {
    siteId: siteId(),
    tagId: text('tag_id').notNull(),
    hour: instant('hour').notNull(),
    /** The roll-up has begun; what changes from now on is noted anew beside it. */
    taken: boolean('taken').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.tagId, t.hour, t.taken] }),
    index('measurement_due_taken').on(t.hour, t.tagId).where(sql`taken`),
  ],
)

/** How long each stream is kept, as the server that runs last was told. */
export const retention = pgTable(
  'retention',
  {
    siteId: siteId(),
    stream: text('stream').notNull(),
    /** As configured, such as `400d`; null: for ever, from `floor` on. */
    keep: text('keep'),
    /** Older rows may be gone and are refused. Never moves back. */
    floor: instant('floor').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.stream] })],
)
