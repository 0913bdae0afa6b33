import { type SQL, sql } from 'drizzle-orm'
import { dayMs } from '../../../base/milliseconds.ts'
import { readSeries } from '../../../factory/index.ts'
import type { Tx } from '../../../store/index.ts'
import { siteId } from '../kpi/year.ts'
import { monthFrom, monthTo } from './fill.ts'

type Ask = (tx: Tx) => Promise<unknown>
/** `raw`: the same from the samples, where a roll-up answers. */
export type Question = { key: string; says: string; ask: Ask; raw?: Ask }

const to = new Date(monthTo.getTime() - dayMs)
const day = { from: new Date(to.getTime() - dayMs), to }
const ofTag = { siteId, tagId: 'T0000' }

const hourly = (from: Date, until: Date): SQL => sql`
  select tag_id, bucket, sum / nullif(n, 0) as mean from measurement_hour
  where site_id = ${siteId} and bucket >= ${from} and bucket < ${until}`
const hourlyRaw = (from: Date, until: Date): SQL => sql`
  select tag_id, date_trunc('hour', at, 'UTC') as bucket, avg(value) as mean from measurement
  where site_id = ${siteId} and at >= ${from} and at < ${until} and quality = 'good' group by 1, 2`
/** By day, so that what is compared is the reading and not the sending of rows. */
const byDay = (hours: SQL): SQL => sql`
  select date_trunc('day', bucket, 'UTC') as day, count(*)::int as n, avg(mean) as mean
  from (${hours}) h group by 1`

export const questions: Question[] = [
  {
    key: 'day_of_tag',
    says: 'one day of a tag, every sample',
    ask: (tx) =>
      tx.rows(sql`select at, value, quality from measurement where site_id = ${siteId}
      and tag_id = ${ofTag.tagId} and at >= ${day.from} and at < ${day.to} order by at`),
  },
  {
    key: 'last_values',
    says: 'last value of all tags',
    ask: (tx) =>
      tx.rows(sql`select t.id, m.at, m.value from tag t cross join lateral (
      select at, value from measurement where site_id = t.site_id and tag_id = t.id
        and at <= ${monthTo} order by at desc limit 1) m where t.site_id = ${siteId}`),
  },
  {
    key: 'hourly_day',
    says: 'hourly average of all tags, one day',
    ask: (tx) => tx.rows(byDay(hourly(day.from, day.to))),
    raw: (tx) => tx.rows(byDay(hourlyRaw(day.from, day.to))),
  },
  {
    key: 'hourly_month',
    says: 'hourly average of all tags, the month',
    ask: (tx) => tx.rows(byDay(hourly(monthFrom, monthTo))),
    raw: (tx) => tx.rows(byDay(hourlyRaw(monthFrom, monthTo))),
  },
  {
    key: 'trend_month',
    says: 'the month of a tag in 240 points',
    ask: (tx) => readSeries(tx, { ...ofTag, from: monthFrom, to: monthTo, points: 240 }),
    raw: (tx) =>
      tx.rows(sql`select date_bin('3 hours', at, 'epoch') as bucket, count(*)::int as n,
      avg(value) as mean, min(value), max(value) from measurement where site_id = ${siteId}
      and tag_id = ${ofTag.tagId} and at >= ${monthFrom} and at < ${monthTo} group by 1 order by 1`),
  },
]
