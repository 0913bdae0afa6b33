import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'
import { roles } from './people.ts'

/** When somebody is to be told; a version is never rewritten, the newest counts. */
export const alertRule = pgTable(
  'alert_rule',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
    /** Null where something else than a metric is watched. */
    metricId: text('metric_id'),
    /** Equipment id, or the site's own id. */
    scopeId: text('scope_id').notNull(),
    /** Null where the test is no plain limit. */
    comparison: text('comparison', { enum: ['above', 'below'] }),
    threshold: doublePrecision('threshold'),
    unit: text('unit'),
    retired: boolean('retired').notNull(),
    origin: text('origin', { enum: ['action'] }).notNull(),
    actionId: text('action_id').notNull(),
    createdAt: instant('created_at').notNull(),
    /** What is watched and how, where it is more than a metric and its limit. */
    definition: jsonb('definition').notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id, t.version] })],
)

export const alertFeeds = [
  'metric',
  'tag',
  'characteristic',
  'state',
  'source',
  'material',
] as const
export const alertSeverities = ['critical', 'warning', 'info'] as const
export const alertStates = ['open', 'acknowledged', 'snoozed', 'escalated', 'closed'] as const

/** One rule at one subject: how far its data were judged, and what was remembered then. */
export const alertWatch = pgTable(
  'alert_watch',
  {
    siteId: siteId(),
    ruleId: text('rule_id').notNull(),
    /** A tag, machine, source …, by the feed. */
    subject: text('subject').notNull(),
    version: integer('version').notNull(),
    feed: text('feed', { enum: alertFeeds }).notNull(),
    scopeId: text('scope_id').notNull(),
    labelZh: text('label_zh').notNull(),
    labelEn: text('label_en').notNull(),
    unit: text('unit').notNull(),
    /** What was known at `checkpoint_at`, behind the newest data by as much as data may come late. */
    checkpoint: jsonb('checkpoint').notNull(),
    checkpointAt: instant('checkpoint_at').notNull(),
    /** When time alone may change something. */
    lookAt: instant('look_at').notNull(),
    /** Counts judgements: of two processes that judge the same, one finds it moved. */
    turn: integer('turn').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.ruleId, t.subject] }),
    index('alert_watch_feed').on(t.siteId, t.feed, t.subject),
    index('alert_watch_look').on(t.lookAt),
  ],
)

/** Data came that a watch must see; written with the data, deleted with what was made of them. */
export const alertDue = pgTable(
  'alert_due',
  {
    siteId: siteId(),
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    ruleId: text('rule_id').notNull(),
    subject: text('subject').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

/** One stretch of time in which a rule did not hold, and what people did about it. */
export const alertEvent = pgTable(
  'alert_event',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    ruleId: text('rule_id').notNull(),
    version: integer('version').notNull(),
    subject: text('subject').notNull(),
    scopeId: text('scope_id').notNull(),
    severity: text('severity', { enum: alertSeverities }).notNull(),
    /** Whose work it is. */
    role: text('role', { enum: roles }).notNull(),
    titleZh: text('title_zh').notNull(),
    titleEn: text('title_en').notNull(),
    state: text('state', { enum: alertStates }).notNull(),
    /** By the clock of the data. */
    raisedAt: instant('raised_at').notNull(),
    /** Later than that where it came back. */
    lastRaisedAt: instant('last_raised_at').notNull(),
    clearedAt: instant('cleared_at'),
    recordedAt: instant('recorded_at').notNull(),
    closedAt: instant('closed_at'),
    value: doublePrecision('value'),
    limitValue: doublePrecision('limit_value'),
    unit: text('unit').notNull(),
    /** `missing`: nothing came for too long. */
    reason: text('reason', { enum: ['over', 'missing'] }).notNull(),
    evidence: jsonb('evidence').notNull(),
    /** The event that this one follows from; it is told with that one. */
    causeId: text('cause_id'),
    /** Whom it has been taken to: 1 on call, 2 the supervisor, 3 the manager. */
    level: integer('level').notNull(),
    routedLevel: integer('routed_level').notNull(),
    escalateAt: instant('escalate_at'),
    snoozedUntil: instant('snoozed_until'),
    /** Maintenance: nobody is told before. */
    silencedUntil: instant('silenced_until'),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedAt: instant('acknowledged_at'),
    /** How often it came back soon after it had gone. */
    repeats: integer('repeats').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    uniqueIndex('alert_event_once').on(t.siteId, t.ruleId, t.subject, t.raisedAt),
    index('alert_event_time').on(t.siteId, t.raisedAt),
    index('alert_event_unrouted').on(t.recordedAt).where(sql`routed_level < level`),
    index('alert_event_cause').on(t.siteId, t.causeId).where(sql`cause_id is not null`),
    index('alert_event_standing').on(t.siteId, t.escalateAt).where(sql`state <> 'closed'`),
  ],
)

/** What happened to an event, for good. */
export const alertStep = pgTable(
  'alert_step',
  {
    siteId: siteId(),
    eventId: text('event_id').notNull(),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    /** A person, or `system`. */
    doneBy: text('done_by').notNull(),
    act: text('act').notNull(),
    detail: jsonb('detail').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.eventId, t.seq] })],
)

/** Who is to be told of an event; the message that tells it may tell of others too. */
export const alertNotice = pgTable(
  'alert_notice',
  {
    siteId: siteId(),
    eventId: text('event_id').notNull(),
    forUser: text('for_user').notNull(),
    level: integer('level').notNull(),
    at: instant('at').notNull(),
    messageId: text('message_id'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.eventId, t.forUser, t.level] }),
    index('alert_notice_waiting').on(t.forUser, t.at).where(sql`message_id is null`),
  ],
)

/** One message to one person: the inbox of notices, and the outbox to wherever they read. */
export const alertMessage = pgTable(
  'alert_message',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    forUser: text('for_user').notNull(),
    kind: text('kind', { enum: ['alert', 'digest', 'report'] }).notNull(),
    titleZh: text('title_zh').notNull(),
    titleEn: text('title_en').notNull(),
    bodyZh: text('body_zh').notNull(),
    bodyEn: text('body_en').notNull(),
    eventIds: text('event_ids').array().notNull(),
    /** The page that it is about, `/reports/…`; null: its alerts. */
    page: text('page'),
    /** An address that it goes to as well. */
    mailTo: text('mail_to'),
    createdAt: instant('created_at').notNull(),
    status: text('status', { enum: ['queued', 'sent', 'dead'] }).notNull(),
    attempts: integer('attempts').notNull(),
    nextAt: instant('next_at').notNull(),
    sentAt: instant('sent_at'),
    problem: text('problem'),
    readAt: instant('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    index('alert_message_user').on(t.forUser, t.createdAt),
    index('alert_message_queue').on(t.nextAt).where(sql`status = 'queued'`),
  ],
)

/** Who answers for a role at a place, from when until when. */
export const onCall = pgTable(
  'on_call',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    dutyUser: text('duty_user').notNull(),
    role: text('role', { enum: roles }).notNull(),
    /** Equipment id, or the site's own id. */
    scopeId: text('scope_id').notNull(),
    /** 1 is told first, 2 when 1 does not answer. */
    level: integer('level').notNull(),
    fromAt: instant('from_at').notNull(),
    untilAt: instant('until_at').notNull(),
    /** Only while this shift works; null: at any hour. */
    shiftId: text('shift_id'),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] }), index('on_call_time').on(t.siteId, t.untilAt)],
)

/** Maintenance: what is raised at a place meanwhile is recorded, and nobody is told. */
export const alertSilence = pgTable(
  'alert_silence',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    scopeId: text('scope_id').notNull(),
    fromAt: instant('from_at').notNull(),
    untilAt: instant('until_at').notNull(),
    reason: text('reason').notNull(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)
