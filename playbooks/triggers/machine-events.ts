import { sql } from 'drizzle-orm'
import { minuteMs } from '../../base/milliseconds.ts'
import type { Tx } from '../../store/index.ts'
import type { TriggerEvent, TriggerOf } from '../playbook.ts'

export type Looking = { siteId: string; from: Date; to: Date }

const covered = (siteId: string, equipment: string[] | undefined) =>
  equipment === undefined
    ? sql`true`
    : sql`machine_id in (select id from equipment e where e.site_id = ${siteId}
        and (e.id in ${equipment} or e.line_id in ${equipment} or e.class_id in ${equipment}))`

/** Stretches of a state that had lasted so long within the window. */
export async function stateEvents(
  tx: Tx,
  { siteId, from, to }: Looking,
  trigger: TriggerOf<'state'>,
): Promise<TriggerEvent[]> {
  const { categories, unqualified, reasons, lastsMinutes, equipment } = trigger
  const lasts = sql`make_interval(mins => ${lastsMinutes}::int)`
  const why = unqualified
    ? sql`reason_id is null`
    : reasons === undefined
      ? sql`true`
      : sql`reason_id in ${reasons}`
  const rows = await tx.rows<{
    machine: string
    startAt: Date
    state: string
    reason: string | null
  }>(
    sql`select machine_id as machine, start_at as "startAt", state, reason_id as reason
      from machine_state where site_id = ${siteId} and category in ${categories} and ${why}
        and ${covered(siteId, equipment)}
        and start_at >= ${from}::timestamptz - ${lasts} and start_at < ${to}::timestamptz - ${lasts}
        and (end_at is null or end_at >= start_at + ${lasts})
      order by start_at, machine_id`,
  )
  return rows.map(({ machine, startAt, state, reason }) => ({
    key: `${machine}|${startAt.toISOString()}`,
    at: new Date(startAt.getTime() + lastsMinutes * minuteMs),
    subject: machine,
    fields: { minutes: lastsMinutes, state, reason: reason ?? 'unqualified' },
  }))
}

/** The alarm that made it so many within so long, at one machine. */
export async function alarmEvents(
  tx: Tx,
  { siteId, from, to }: Looking,
  { codes, times, withinMinutes, equipment }: TriggerOf<'alarm'>,
): Promise<TriggerEvent[]> {
  const spanMs = withinMinutes * minuteMs
  const since = new Date(from.getTime() - 2 * spanMs)
  const rows = await tx.rows<{ machine: string; at: Date; code: string }>(
    sql`select machine_id as machine, at, code from machine_alarm
      where site_id = ${siteId} and code in ${codes} and at >= ${since} and at < ${to}
        and ${covered(siteId, equipment)} order by at, code`,
  )
  const events: TriggerEvent[] = []
  for (const [machine, own] of Map.groupBy(rows, (row) => row.machine)) {
    const within = (at: Date) =>
      own.filter((one) => one.at <= at && one.at.getTime() > at.getTime() - spanMs).length
    for (const [index, { at, code }] of own.entries()) {
      const before = own[index - 1]
      const reached = within(at) >= times && (before === undefined || within(before.at) < times)
      if ((!reached && times > 1) || at < from) continue
      events.push({
        ...{ key: `${machine}|${code}|${at.toISOString()}`, at, subject: machine },
        fields: { code, count: within(at) },
      })
    }
  }
  return events
}
