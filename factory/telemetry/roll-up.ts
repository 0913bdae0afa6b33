import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { hourMs } from '../../base/milliseconds.ts'
import type { Clock } from '../../base/ports.ts'
import type { Db, Tx } from '../../store/index.ts'
import { sumColumns, sumsOfSamples, sumsOfSums } from './sums.ts'

/** An hour is rolled up once it has been over for this long: most of what is late is in by then. */
const graceMs = 120_000
const takenAtOnce = 5_000
const mostHours = 1_000
/** A transaction takes about this long: the embedded store does one thing at a time. */
const spentMs = 100
/** Minutes of an hour are kept from here on, one sample in 15 s: below, the samples are as few. */
const fewestForMinutes = 240

type Deps = { db: Db; clock: Clock; signal?: AbortSignal }

/**
 * Rolls up the hours that are due and over. What is read stays exact all the while, and nothing is
 * counted twice: an hour is computed anew from all of its samples.
 *
 * @returns how many hours of tags were rolled up
 */
export async function rollUpDue({ db, clock, signal }: Deps): Promise<number> {
  let done = 0
  for (;;) {
    const sealed = new Date(clock().getTime() - hourMs - graceMs)
    const left = await db.tx('ingest', (tx) => takeDue(tx, sealed))
    if (left === 0 || !(await othersEnded(db, signal))) return done
    done += await rollUpTaken(db, signal)
  }
}

/** Takes notes; whoever changes samples from now on makes a new one. Returns how many are taken. */
async function takeDue(tx: Tx, sealed: Date): Promise<number> {
  await tx.rows(sql`
    with due as (
      delete from measurement_due d using (
        select site_id, tag_id, hour from measurement_due
        where not taken and hour <= ${sealed}::timestamptz
        order by hour, tag_id limit ${takenAtOnce} for update skip locked) o
      where d.site_id = o.site_id and d.tag_id = o.tag_id and d.hour = o.hour and not d.taken
      returning d.site_id, d.tag_id, d.hour)
    insert into measurement_due (site_id, tag_id, hour, taken)
    select site_id, tag_id, hour, true from due on conflict do nothing`)
  const [row] = await tx.rows<{ left: number }>(
    sql`select count(*)::int as left from measurement_due where taken`,
  )
  return row?.left ?? 0
}

const looks = 40
const lookEveryMs = 50

/**
 * Whoever wrote samples and found the note already there may not have committed them yet. Once all
 * transactions that had begun to write by now are over, the samples of taken notes are all visible.
 */
async function othersEnded(db: Db, signal: AbortSignal | undefined): Promise<boolean> {
  const [fence] = await db.tx('ingest', (tx) =>
    tx.rows<{ id: string }>(sql`select pg_current_xact_id()::text as id`),
  )
  for (let look = 0; look < looks && signal?.aborted !== true; look++) {
    const [row] = await db.tx('ingest', (tx) =>
      tx.rows<{ over: boolean }>(sql`select pg_snapshot_xmin(pg_current_snapshot())
        > ${fence?.id ?? ''}::text::xid8 as over`),
    )
    if (row?.over === true) return true
    await delay(lookEveryMs)
  }
  return false
}

/** In small transactions, and half of the time at most. */
async function rollUpTaken(db: Db, signal: AbortSignal | undefined): Promise<number> {
  let done = 0
  for (let size = 50; signal?.aborted !== true; ) {
    const began = performance.now()
    const rolled = await db.tx('ingest', (tx) => rollUpSome(tx, size), { timeoutMs: 120_000 })
    done += rolled
    if (rolled < size) return done
    const ms = Math.max(1, performance.now() - began)
    size = Math.min(mostHours, Math.max(1, Math.round((size * spentMs) / ms)))
    await delay(Math.min(ms, 1_000))
  }
  return done
}

async function rollUpSome(tx: Tx, most: number): Promise<number> {
  const notes = await tx.rows<{ place: string; site_id: string; tag_id: string; hour: Date }>(sql`
    select ctid::text as place, site_id, tag_id, hour from measurement_due where taken
    order by hour, tag_id limit ${most} for update skip locked`)
  if (notes.length === 0) return 0
  const due = sql`(select * from json_to_recordset(${JSON.stringify(notes)}::json)
    as d(site_id text, tag_id text, hour timestamptz)) d`
  const same = sql`t.site_id = d.site_id and t.tag_id = d.tag_id`
  await tx.rows(
    sql`delete from measurement_hour t using ${due} where ${same} and t.bucket = d.hour`,
  )
  await tx.rows(sql`delete from measurement_minute t using ${due}
    where ${same} and t.bucket >= d.hour and t.bucket < d.hour + interval '1 hour'`)
  await tx.rows(sql`
    with minutes as materialized (
      select d.site_id, d.tag_id, d.hour, m.* from ${due} cross join lateral (
        select date_trunc('minute', at, 'UTC') as bucket, ${sumsOfSamples} from measurement t
        where ${same} and at >= d.hour and at < d.hour + interval '1 hour' group by 1) m),
    hours as materialized (
      select site_id, tag_id, hour, ${sumsOfSums},
        sum(n + others) >= ${fewestForMinutes} as has_minutes
      from minutes group by site_id, tag_id, hour),
    kept as (
      insert into measurement_minute (site_id, tag_id, bucket, ${sumColumns})
      select m.site_id, m.tag_id, m.bucket, m.n, m.others, m.sum, m.min, m.max, m.last_value, m.last_at
      from minutes m join hours h using (site_id, tag_id, hour) where h.has_minutes)
    insert into measurement_hour (site_id, tag_id, bucket, ${sumColumns}, has_minutes)
    select site_id, tag_id, hour, ${sumColumns}, has_minutes from hours`)
  // By the places of the rows that we hold: as far as the planner knows none is taken, and it would
  // compare each of tens of thousands with each of these.
  const places = `{${notes.map(({ place }) => `"${place}"`).join()}}`
  await tx.rows(sql`delete from measurement_due where ctid = any(${places}::text::tid[])`)
  return notes.length
}
