import { type SQL, sql } from 'drizzle-orm'
import { dayMs } from '../../base/milliseconds.ts'
import type { CheckedQuery } from './checked-query.ts'
import type { Window } from './window.ts'
import { toLocal } from './zone.ts'

/** A time bucket of facts `f`: how it is shown, and what is grouped by for it. */
export type Bucket = { shown: SQL; groups: SQL[]; join: SQL }

type Facts = {
  window: Window
  shiftDate?: SQL | undefined
  /** They are rolled up to local days. */
  days?: boolean
}

const formats = { day: 'YYYY-MM-DD', week: 'YYYY-MM-DD', month: 'YYYY-MM' }

/** Buckets of the compared window are laid over those of the window: first day on first day. */
export function bucketOf(
  { grain, window: now }: CheckedQuery,
  { window, shiftDate, days = false }: Facts,
): Bucket {
  const elapsedMs = now.from.getTime() - window.from.getTime()
  const localMs = toLocal(now.from, now.zone) - toLocal(window.from, window.zone)
  switch (grain) {
    case null:
      return { shown: sql`''`, groups: [], join: sql`` }
    case 'hour': {
      const shown = sql`to_char((${later(sql`f.hour`, elapsedMs)}) at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI"Z"')`
      return { shown, groups: [sql`f.hour`], join: sql`` }
    }
    case 'shift': {
      const date = shiftDate ?? sql`null`
      const days = Math.round(localMs / dayMs)
      const day = days === 0 ? date : sql`to_char(${date}::date + ${days}::int, 'YYYY-MM-DD')`
      return {
        shown: sql`${day} || ' ' || f.shift_id`,
        groups: [date, sql`f.shift_id`],
        join: sql``,
      }
    }
    case 'day':
    case 'week':
    case 'month': {
      const at = days ? sql`f.day::timestamp` : sql`(f.hour at time zone ${window.zone.id}::text)`
      const local = later(at, localMs)
      const join = sql`cross join lateral (select date_trunc(${grain}::text, ${local}) as start) b`
      return { shown: sql`to_char(b.start, ${formats[grain]}::text)`, groups: [sql`b.start`], join }
    }
  }
}

const later = (at: SQL, ms: number): SQL =>
  ms === 0 ? at : sql`${at} + make_interval(secs => ${ms / 1000}::float8)`

/** Seconds of each bucket of a window that have passed. */
export function spanTable(
  query: CheckedQuery,
  window: Window,
  name: SQL | ReturnType<typeof sql.identifier>,
): SQL {
  const { shown, groups, join } = bucketOf(query, { window })
  return sql`select ${shown} as bucket, sum(extract(epoch from
      least(f.hour + interval '1 hour', ${query.now}::timestamptz, ${window.to}::timestamptz)
        - greatest(f.hour, ${window.from}::timestamptz)))::float8 as ${name}
    from generate_series(date_bin('1 hour', ${window.from}::timestamptz, 'epoch'),
      ${window.to}::timestamptz - interval '1 microsecond', interval '1 hour') as f(hour) ${join}
    ${groups.length === 0 ? sql`` : sql`group by ${sql.join(groups, sql`, `)}`}`
}
