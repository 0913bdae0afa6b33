import { sql } from 'drizzle-orm'
import type { Localized } from '../../base/language.ts'
import { dayMs } from '../../base/milliseconds.ts'
import { reportKinds, type Tx } from '../../store/index.ts'
import type { KpiQuery } from '../metrics/index.ts'
import { occurrence } from '../metrics/window.ts'
import { fromLocal, startOfDay, startOfWeek, toLocal, zoneOf } from '../metrics/zone.ts'
import { refused, shorten } from '../refuse.ts'

export { reportKinds }
export type ReportKind = (typeof reportKinds)[number]

type ShiftRow = {
  id: string
  nameZh: string
  nameEn: string
  startMinute: number
  endMinute: number
}

/** What the periods of a site are made of. */
export type ReportPlant = {
  siteId: string
  name: Localized
  zone: string
  shifts: ShiftRow[]
}

/** A shift, local day or week that a report is about. */
export type ReportPeriod = {
  siteId: string
  kind: ReportKind
  /** The local day or Monday it begins on; of a shift with its id behind it: `2026-11-24-day`. */
  key: string
  title: Localized
  from: Date
  to: Date
  zone: string
  shiftId: string | null
}

/** Null for a site that the reader does not see. */
export async function readReportPlant(tx: Tx, siteId: string): Promise<ReportPlant | null> {
  const [site] = await tx.rows<{ nameZh: string; nameEn: string; zone: string }>(sql`
    select name_zh as "nameZh", name_en as "nameEn", zone from site where site_id = ${siteId}`)
  if (site === undefined) return null
  const shifts = await tx.rows<ShiftRow>(sql`
    select id, name_zh as "nameZh", name_en as "nameEn", start_minute as "startMinute",
      end_minute as "endMinute"
    from shift where site_id = ${siteId} order by start_minute, id`)
  return { siteId, name: { zh: site.nameZh, en: site.nameEn }, zone: site.zone, shifts }
}

type Wanted = { kind: ReportKind; now: Date; limit: number }

/** The last ones that are over, newest first. */
export function endedPeriods(plant: ReportPlant, { kind, now, limit }: Wanted): ReportPeriod[] {
  const local = toLocal(now, zoneOf(plant.zone))
  const first = kind === 'week' ? startOfWeek(local) : startOfDay(local)
  const back = kind === 'week' ? 7 * dayMs : dayMs
  return Array.from({ length: limit + 2 }, (_, at) => first - at * back)
    .flatMap((begin) => periodsOf(plant, kind, begin))
    .filter(({ to }) => to <= now)
    .sort((a, b) => b.to.getTime() - a.to.getTime())
    .slice(0, limit)
}

export const newestPeriod = (
  plant: ReportPlant,
  wanted: Omit<Wanted, 'limit'>,
): ReportPeriod | null => endedPeriods(plant, { ...wanted, limit: 1 })[0] ?? null

/**
 * The period of a key.
 *
 * @throws AppError for a key that names none, and for one that is not over
 */
export function findPeriod(
  plant: ReportPlant,
  { kind, key, now }: { kind: ReportKind; key: string; now: Date },
): ReportPeriod {
  const begin = Date.parse(`${key.slice(0, 10)}T00:00Z`)
  const found = Number.isNaN(begin)
    ? undefined
    : periodsOf(plant, kind, begin).find((period) => period.key === key)
  if (found === undefined) {
    const newest = newestPeriod(plant, { kind, now })?.key
    const hint = newest === undefined ? 'The site has no shifts.' : `The newest one is ${newest}.`
    throw refused('key', `"${shorten(key)}" names no ${kind} of ${plant.siteId}`, hint)
  }
  if (found.to <= now) return found
  const hint = `Come back at ${found.to.toISOString()}; until then the plant board shows what goes on.`
  throw refused('key', `"${key}" is not over`, hint)
}

/** Those that begin on a local day; of a week only on its Monday. */
function periodsOf(plant: ReportPlant, kind: ReportKind, begin: number): ReportPeriod[] {
  const zone = zoneOf(plant.zone)
  const date = new Date(begin).toISOString().slice(0, 10)
  const own = { siteId: plant.siteId, kind, zone: plant.zone }
  switch (kind) {
    case 'shift':
      return plant.shifts.map((shift) => {
        const { from, to } = occurrence(shift, begin, zone)
        const title = { zh: `${shift.nameZh} ${date}`, en: `${shift.nameEn}, ${date}` }
        return { ...own, key: `${date}-${shift.id}`, title, from, to, shiftId: shift.id }
      })
    case 'day': {
      const span = { from: fromLocal(begin, zone), to: fromLocal(begin + dayMs, zone) }
      const title = { zh: `日报 ${date}`, en: `Day of ${date}` }
      return [{ ...own, ...span, key: date, title, shiftId: null }]
    }
    case 'week': {
      if (startOfWeek(begin) !== begin) return []
      const span = { from: fromLocal(begin, zone), to: fromLocal(begin + 7 * dayMs, zone) }
      const title = { zh: `周报 ${date} 起`, en: `Week from ${date}` }
      return [{ ...own, ...span, key: date, title, shiftId: null }]
    }
  }
}

/** How the metric centre is asked about a period by a clock that stands at its end. */
export function reportWindow({ kind, shiftId }: ReportPeriod): KpiQuery['window'] {
  if (shiftId !== null) return { period: 'last_shift', shift: shiftId }
  return { period: kind === 'week' ? 'last_week' : 'yesterday' }
}
