import { index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { instant, names, siteId } from './columns.ts'

/** ISO 14224 failure mode. */
export const failureMode = pgTable(
  'failure_mode',
  { siteId: siteId(), id: text('id').notNull(), ...names() },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

export const ticketKinds = ['corrective', 'preventive', 'inspection'] as const
export const ticketStatuses = ['open', 'in_progress', 'closed', 'cancelled'] as const
export const ticketPriorities = ['low', 'medium', 'high', 'urgent'] as const

/**
 * A maintenance work order. Recorded from an outside system (`origin` import) or opened by an
 * approved action; the database refuses any other way in.
 */
export const ticket = pgTable(
  'ticket',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    equipmentId: text('equipment_id').notNull(),
    kind: text('kind', { enum: ticketKinds }).notNull(),
    status: text('status', { enum: ticketStatuses }).notNull(),
    priority: text('priority', { enum: ticketPriorities }).notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    failureCode: text('failure_code'),
    component: text('component'),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    requestedBy: text('requested_by'),
    origin: text('origin', { enum: ['import', 'action'] }).notNull(),
    actionId: text('action_id'),
    source: text('source'),
    sourceKey: text('source_key'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    uniqueIndex('ticket_action').on(t.siteId, t.actionId),
    uniqueIndex('ticket_source').on(t.siteId, t.source, t.sourceKey),
    index('ticket_equipment').on(t.siteId, t.equipmentId, t.openedAt),
  ],
)

export const windowKinds = ['maintenance', 'health'] as const

/** When a machine is not to be planned on: service that has its date, or what a finding of its health asks for. */
export const machineWindow = pgTable(
  'machine_window',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    machineId: text('machine_id').notNull(),
    kind: text('kind', { enum: windowKinds }).notNull(),
    fromAt: instant('from_at').notNull(),
    untilAt: instant('until_at').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    index('machine_window_until').on(t.siteId, t.untilAt),
  ],
)
