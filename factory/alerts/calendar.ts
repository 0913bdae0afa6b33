import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

export type DutyView = {
  siteId: string
  id: string
  userId: string
  role: string
  scopeId: string
  level: number
  fromAt: string
  untilAt: string
  shiftId: string | null
  setBy: string
}

export type SilenceView = {
  siteId: string
  id: string
  scopeId: string
  fromAt: string
  untilAt: string
  reason: string
  setBy: string
}

type Dated<View> = Omit<View, 'fromAt' | 'untilAt'> & { fromAt: Date; untilAt: Date }

const written = <Row extends { fromAt: Date; untilAt: Date }>(row: Row) => ({
  ...row,
  fromAt: row.fromAt.toISOString(),
  untilAt: row.untilAt.toISOString(),
})

/** Who is on call and what is kept silent, now and later. */
export async function readCalendar(
  tx: Tx,
  now: Date,
): Promise<{ duties: DutyView[]; silences: SilenceView[] }> {
  const duties = await tx.rows<Dated<DutyView>>(sql`
    select site_id as "siteId", id, duty_user as "userId", role, scope_id as "scopeId", level,
      from_at as "fromAt", until_at as "untilAt", shift_id as "shiftId", set_by as "setBy"
    from on_call where ended_at is null and until_at > ${now}
    order by from_at, level, id limit 500`)
  const silences = await tx.rows<Dated<SilenceView>>(sql`
    select site_id as "siteId", id, scope_id as "scopeId", from_at as "fromAt",
      until_at as "untilAt", reason, set_by as "setBy"
    from alert_silence where ended_at is null and until_at > ${now} order by from_at, id limit 500`)
  return { duties: duties.map(written), silences: silences.map(written) }
}
