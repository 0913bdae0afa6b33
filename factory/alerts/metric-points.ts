import { dayMs, hourMs } from '../../base/milliseconds.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { queryKpi, zoneOf } from '../metrics/index.ts'
import { parseInstant } from '../parse-instant.ts'
import type { Point } from './advance.ts'
import type { Places } from './places.ts'
import type { Rule } from './rule.ts'
import type { Watch } from './series.ts'

/** The last rows of an hour come a little after it. */
const settleMs = 5 * 60_000

type Asking = { db: Db; clock: Clock; signal: AbortSignal }
type Watching = { watch: Watch; rule: Rule; places: Places; zone: string }

/** A metric of a place by hours or local days that are over; each is known when it ends. */
export async function metricPoints(
  { db, clock, signal }: Asking,
  { watch, rule, places, zone }: Watching,
): Promise<Point[]> {
  if (rule.watched.kind !== 'metric') return []
  const { metricId, every } = rule.watched
  const stepMs = every === 'hour' ? hourMs : dayMs
  const until = Math.floor((clock().getTime() - settleMs) / hourMs) * hourMs
  const from = watch.checkpointAt.getTime() - stepMs
  if (until - from < hourMs) return []
  const { rows } = await queryKpi(
    { db, clock, signal, principal: reader(watch.siteId), language: 'en' },
    {
      ...{ metrics: [metricId], grain: every, limit: 500 },
      filters: { site: [watch.siteId], ...placeFilter(watch, places) },
      window: {
        from: new Date(Math.floor(from / hourMs) * hourMs).toISOString(),
        to: new Date(until).toISOString(),
      },
    },
  )
  return rows
    .flatMap(({ bucket, now: [value] }): Point[] => {
      const at = bucket === null ? null : endOf(bucket, { every, zone })
      return at === null || at > until || at <= watch.checkpointAt.getTime()
        ? []
        : [{ at, value: value?.value ?? null }]
    })
    .toSorted((a, b) => a.at - b.at)
}

const reader = (siteId: string): Principal => ({
  ...{ userId: 'alerts', roles: [{ siteId, role: 'viewer' }], language: 'en' },
})

function placeFilter({ siteId, scopeId }: Watch, places: Places) {
  if (scopeId === siteId) return {}
  const level = places.find(scopeId)?.level
  if (level === 'line') return { line: [scopeId] }
  return { machine: places.machinesOf(scopeId).map(({ id }) => id) }
}

function endOf(bucket: string, { every, zone }: { every: 'hour' | 'day'; zone: string }): number {
  if (every === 'hour') return new Date(bucket).getTime() + hourMs
  const next = new Date(Date.parse(`${bucket}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
  return parseInstant({ field: 'at', typed: next, zone: zoneOf(zone) }).getTime()
}
