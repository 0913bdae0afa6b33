import { sql } from 'drizzle-orm'
import { dayMs } from '../base/milliseconds.ts'
import { isoInZone, queryKpi, zoneOf } from '../factory/index.ts'
import type { PlaybookDeps } from './deps.ts'
import type { Guard, Playbook, TriggerEvent } from './playbook.ts'

/** The first guard that does not let an event through, by its name; null: all of them do. */
export async function stoppedBy(
  deps: PlaybookDeps,
  { guards, site }: Playbook,
  event: TriggerEvent & { zone: string },
): Promise<string | null> {
  for (const guard of guards) {
    if (!(await holds(deps, guard, { ...event, siteId: site }))) return guard.name
  }
  return null
}

type At = TriggerEvent & { zone: string; siteId: string }

async function holds(deps: PlaybookDeps, guard: Guard, event: At): Promise<boolean> {
  switch (guard.kind) {
    case 'hours': {
      const now = isoInZone(event.at, zoneOf(event.zone)).slice(11, 16)
      const { from, to } = guard
      return from <= to ? now >= from && now < to : now >= from || now < to
    }
    case 'state':
      return !(guard.not as string[]).includes(await categoryAt(deps, event))
    case 'metric': {
      const value = await metricAt(deps, guard, event)
      if (value === null) return false
      return guard.above === undefined ? value < (guard.below ?? 0) : value > guard.above
    }
  }
}

/** The machine's category at the moment of the event; empty where nothing is known. */
async function categoryAt(
  { db, principal, signal }: PlaybookDeps,
  { siteId, subject, at }: At,
): Promise<string> {
  const [row] = await db.tx(
    'read',
    (tx) =>
      tx.rows<{ category: string }>(sql`select category from machine_state
        where site_id = ${siteId} and machine_id = ${subject} and start_at <= ${at}
          and (end_at is null or end_at > ${at}) order by start_at desc limit 1`),
    { principal, signal },
  )
  return row?.category ?? ''
}

async function metricAt(
  deps: PlaybookDeps,
  { metric, per, days }: Extract<Guard, { kind: 'metric' }>,
  { siteId, subject, at }: At,
): Promise<number | null> {
  const from = new Date(at.getTime() - days * dayMs).toISOString()
  const { rows } = await queryKpi(
    { ...deps, language: 'en' },
    {
      ...{ metrics: [metric], window: { from, to: at.toISOString() } },
      filters: { site: [siteId], [per]: [subject] },
    },
  )
  return rows[0]?.now[0]?.value ?? null
}
