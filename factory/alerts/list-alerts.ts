import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { AlertSeverity, AlertState } from './event.ts'

/** An event as it stands; instants in ISO 8601. */
export type AlertView = {
  siteId: string
  id: string
  ruleId: string
  version: number
  subject: string
  scopeId: string
  severity: AlertSeverity
  role: string
  titleZh: string
  titleEn: string
  state: AlertState
  raisedAt: string
  clearedAt: string | null
  recordedAt: string
  value: number | null
  limitValue: number | null
  unit: string
  reason: 'over' | 'missing'
  causeId: string | null
  level: number
  escalateAt: string | null
  snoozedUntil: string | null
  silencedUntil: string | null
  acknowledgedBy: string | null
  acknowledgedAt: string | null
  repeats: number
  /** Events that follow from it. */
  followers: number
}

const instants = [
  ...(['raisedAt', 'clearedAt', 'recordedAt', 'escalateAt'] as const),
  ...(['snoozedUntil', 'silencedUntil', 'acknowledgedAt'] as const),
]
type Instants = (typeof instants)[number]
type Row = Omit<AlertView, Instants> & Record<Instants, Date | null>

const columns = sql`site_id as "siteId", id, rule_id as "ruleId", version, subject,
  scope_id as "scopeId", severity, role, title_zh as "titleZh", title_en as "titleEn", state,
  raised_at as "raisedAt", cleared_at as "clearedAt", recorded_at as "recordedAt", value,
  limit_value as "limitValue", unit, reason, cause_id as "causeId", level,
  escalate_at as "escalateAt", snoozed_until as "snoozedUntil", silenced_until as "silencedUntil",
  acknowledged_by as "acknowledgedBy", acknowledged_at as "acknowledgedAt", repeats,
  (select count(*)::int from alert_event c where c.site_id = e.site_id and c.cause_id = e.id)
    as followers`

export type AlertFilter = {
  /** `standing`: not closed. */
  status: 'standing' | 'past'
  siteId?: string | undefined
  /** Only at this machine or line. */
  scopeId?: string | undefined
  limit: number
}

/** Events of one's sites that stand for themselves: gravest first while they stand, else newest. */
export async function listAlerts(
  tx: Tx,
  { status, siteId, scopeId, limit }: AlertFilter,
): Promise<{ items: AlertView[]; total: number }> {
  const standing = status === 'standing'
  const own = sql`cause_id is null and ${standing ? sql`state <> 'closed'` : sql`state = 'closed'`}
    and ${siteId === undefined ? sql`true` : sql`site_id = ${siteId}`}
    and ${scopeId === undefined ? sql`true` : sql`scope_id = ${scopeId}`}`
  const order = standing
    ? sql`array_position(array['critical','warning','info'], severity), raised_at desc`
    : sql`raised_at desc`
  const rows = await readEvents(tx, sql`where ${own} order by ${order}, id limit ${limit}`)
  const [count] = await tx.rows<{ total: number }>(
    sql`select count(*)::int as total from alert_event where ${own}`,
  )
  return { items: rows, total: count?.total ?? rows.length }
}

/** What was raised within a window and stands for itself: gravest first, then the newest. */
export const alertsRaised = (
  tx: Tx,
  { siteId, from, to, limit }: { siteId: string; from: Date; to: Date; limit: number },
): Promise<AlertView[]> =>
  readEvents(
    tx,
    sql`where site_id = ${siteId} and raised_at >= ${from} and raised_at < ${to} and cause_id is null
      order by array_position(array['critical','warning','info'], severity), raised_at desc, id
      limit ${limit}`,
  )

export async function readEvents(tx: Tx, which: SQL): Promise<AlertView[]> {
  const rows = await tx.rows<Row>(sql`select ${columns} from alert_event e ${which}`)
  return rows.map((row) => {
    const shown = instants.map((key) => [key, row[key]?.toISOString() ?? null])
    return { ...row, ...Object.fromEntries(shown) } as AlertView
  })
}
