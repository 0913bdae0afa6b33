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

/** Somebody wants each report of a kind. Row rights: one's own. */
export const reportSubscription = pgTable(
  'report_subscription',
  {
    siteId: siteId(),
    forUser: text('for_user').notNull(),
    kind: text('kind', { enum: reportKinds }).notNull(),
    /** What ended before is not sent. */
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.forUser, t.kind] }),
    check('report_subscription_of_a_site', sql`${t.siteId} <> 'group'`),
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
