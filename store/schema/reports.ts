import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

export const viewForms = ['chart', 'table'] as const

/** A question that a person keeps. Row rights: its owner's, and those of `readers` at its site. */
export const savedView = pgTable(
  'saved_view',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    ownerId: text('owner_id').notNull(),
    name: text('name').notNull(),
    /** Arguments of `query_kpi`; the figures are worked out anew for each reader. */
    query: jsonb('query').notNull(),
    form: text('form', { enum: viewForms }).notNull(),
    /** Roles of the site; `*` is everybody there, none is the owner alone. */
    readers: text('readers').array().notNull().default([]),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    uniqueIndex('saved_view_name').on(t.siteId, t.ownerId, t.name),
    // Everybody sees what is of the group.
    check('saved_view_of_a_site', sql`${t.siteId} <> 'group'`),
  ],
)

export const reportKinds = ['shift', 'day', 'week'] as const

/** Somebody wants each report of a kind, or a saved question whenever one is. Row rights: one's own. */
export const reportSubscription = pgTable(
  'report_subscription',
  {
    siteId: siteId(),
    forUser: text('for_user').notNull(),
    kind: text('kind', { enum: reportKinds }).notNull(),
    /** Empty: the report of the site. */
    viewId: text('view_id').notNull().default(''),
    /** What ended before is not sent. */
    createdAt: instant('created_at').notNull(),
    /** An address that it goes to as well. */
    mailTo: text('mail_to'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.forUser, t.kind, t.viewId] }),
    check('report_subscription_of_a_site', sql`${t.siteId} <> 'group'`),
  ],
)

export const shareReaders = ['signed_in', 'anyone'] as const

/** A link to one report, for whoever has it; what it shows is what a viewer of the site may see. */
export const reportShare = pgTable(
  'report_share',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    /** The token itself is kept nowhere. */
    tokenSha256: text('token_sha256').notNull(),
    kind: text('kind', { enum: reportKinds }).notNull(),
    key: text('key').notNull(),
    readers: text('readers', { enum: shareReaders }).notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    endedBy: text('ended_by'),
    opened: integer('opened').notNull().default(0),
    openedAt: instant('opened_at'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    uniqueIndex('report_share_token').on(t.tokenSha256),
    index('report_share_report').on(t.siteId, t.kind, t.key),
    check('report_share_of_a_site', sql`${t.siteId} <> 'group'`),
  ],
)

/** A view as a supervisor published it: later changes of it wait until it is published again. */
export const teamPageEntry = pgTable(
  'team_page_entry',
  {
    siteId: siteId(),
    /** Empty for the page of the whole site. */
    teamId: text('team_id').notNull(),
    viewId: text('view_id').notNull(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    query: jsonb('query').notNull(),
    form: text('form', { enum: viewForms }).notNull(),
    viewVersion: integer('view_version').notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.teamId, t.viewId] }),
    index('team_page_order').on(t.siteId, t.teamId, t.position),
  ],
)
