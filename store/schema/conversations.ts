import {
  bigint,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** Conversations belong to a person, not to a site. */
export const thread = pgTable(
  'thread',
  {
    userId: text('user_id').notNull(),
    id: text('id').notNull(),
    channel: text('channel').notNull(),
    title: text('title').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.id] })],
)

export const turn = pgTable(
  'turn',
  {
    userId: text('user_id').notNull(),
    threadId: text('thread_id').notNull(),
    seq: integer('seq').notNull(),
    question: text('question').notNull(),
    status: text('status', { enum: ['running', 'done', 'failed', 'cancelled'] }).notNull(),
    model: text('model'),
    /** Id and version of the prompt that a configured model was given; null: the built-in one. */
    prompt: text('prompt'),
    /** The answer object of `jidoka ask --json`, null while it runs. */
    answer: jsonb('answer'),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.threadId, t.seq] }),
    index('turn_started').on(t.startedAt),
  ],
)

/** What configured models were asked for, by person and UTC day; it only grows. */
export const modelUse = pgTable(
  'model_use',
  {
    userId: text('user_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    model: text('model').notNull(),
    calls: integer('calls').notNull(),
    inputTokens: bigint('input_tokens', { mode: 'number' }).notNull(),
    outputTokens: bigint('output_tokens', { mode: 'number' }).notNull(),
    /** In the currency of `modelLimits`, by the prices of then. */
    cost: doublePrecision('cost').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.userId, t.model] })],
)
