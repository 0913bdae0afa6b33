import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ingest } from '../../../factory/index.ts'
import type { Db } from '../../../store/index.ts'
import { benchNow, machines, siteId } from './year.ts'

/**
 * Rows per second by a door, by COPY of the same rows into the same kind of table, and by COPY of
 * them and of the fact rows that follow from them.
 */
type Rates = Record<string, { door: number; copy: number; withFacts: number }>

const factStreams = ['machine_state', 'production_count']

type Sent = { stream: string; rows: number; ms: number }[]

/** What came through the door, copied out and in again on the server: the fastest that it can do. */
export async function copyRates(db: Db, sent: Sent): Promise<Record<string, number>> {
  const measured = await sendMeasurements(db, 200_000)
  let factsMs = 0
  for (const table of ['fact_hour', 'fact_downtime', 'fact_day']) {
    factsMs += await copyAgain(db, table)
  }
  const rates: Rates = {}
  for (const { stream, rows, ms } of [...sent, measured]) {
    const movesFacts = factStreams.includes(stream)
    if (!movesFacts && stream !== 'measurement') continue
    const copyMs = await copyAgain(db, stream)
    const withFactsMs = copyMs + (movesFacts ? factsMs : 0)
    const perSecond = (spentMs: number) => (rows / spentMs) * 1000
    rates[stream] = {
      door: perSecond(ms),
      copy: perSecond(copyMs),
      withFacts: perSecond(withFactsMs),
    }
  }
  await db.tx('owner', (tx) => tx.exec('truncate measurement, measurement_due'))
  return metricsOf(rates)
}

const round = (value: number): number => Math.round(value * 1000) / 1000

const metricsOf = (rates: Rates): Record<string, number> =>
  Object.fromEntries(
    Object.entries(rates).flatMap(([name, { door, copy, withFacts }]) => [
      [`${name}_rows_s`, Math.round(door)],
      [`${name}_copy_rows_s`, Math.round(copy)],
      [`${name}_to_copy`, round(door / copy)],
      ...(withFacts === copy ? [] : [[`${name}_to_copy_with_facts`, round(door / withFacts)]]),
    ]),
  )

/** What the product is to reach. */
export const copyTargets = Object.fromEntries(
  [...factStreams, 'measurement'].map((name) => [
    `${name}_to_copy`,
    { op: '>=' as const, value: 0.4 },
  ]),
)

async function copyAgain(db: Db, table: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'jidoka-copy-'))
  await chmod(folder, 0o777)
  const file = join(folder, 'rows.csv')
  const statements = [
    `copy (select * from ${table}) to '${file}' (format csv)`,
    `create table copied_${table} (like ${table} including all)`,
  ]
  for (const statement of statements) {
    await db.tx('owner', (tx) => tx.exec(statement), { timeoutMs: 300_000 })
  }
  const began = performance.now()
  await db.tx('owner', (tx) => tx.exec(`copy copied_${table} from '${file}' (format csv)`), {
    timeoutMs: 300_000,
  })
  const ms = performance.now() - began
  await db.tx('owner', (tx) => tx.exec(`drop table copied_${table}`))
  await rm(folder, { recursive: true })
  return ms
}

async function sendMeasurements(db: Db, count: number): Promise<Sent[0]> {
  const start = benchNow.getTime() - (count / machines.length) * 1000 - 60_000
  const rows = Array.from({ length: count }, (_, index) => ({
    tagId: `${machines[index % machines.length]?.id}.power`,
    at: new Date(start + Math.floor(index / machines.length) * 1000),
    value: index % 97,
  }))
  const began = performance.now()
  const { written } = await ingest(
    { db, clock: () => benchNow },
    { siteId, source: 'bench', stream: 'measurement', rows },
  )
  if (written !== count) throw new Error(`${written} of ${count} measurements were written`)
  return { stream: 'measurement', rows: count, ms: performance.now() - began }
}

const step = 5_000_000

/** A year of samples, evenly spaced, up to `total`; by the server itself, which is quickest. */
export async function fillMeasurements(
  db: Db,
  total: number,
  tell: (line: string) => void,
): Promise<void> {
  const everyMs = Math.floor((365 * 86_400_000 * machines.length) / total)
  await db.tx('owner', (tx) =>
    tx.exec(`truncate measurement; select jidoka_make_partitions(array(select * from
      generate_series('2025-11-01Z'::timestamptz, '2026-12-01Z', interval '1 month')))`),
  )
  for (let done = 0; done < total; done += step) {
    const last = Math.min(total, done + step) - 1
    await db.tx(
      'owner',
      (tx) =>
        tx.exec(`insert into measurement (site_id, tag_id, at, value)
          select '${siteId}', 'M' || lpad((n % ${machines.length} + 1)::text, 2, '0') || '.power',
            '2025-11-24T00:00Z'::timestamptz
              + make_interval(secs => (n / ${machines.length}) * ${everyMs}::float8 / 1000), n % 97
          from generate_series(${done}, ${last}) n`),
      { timeoutMs: 1_200_000 },
    )
    tell(`${(last + 1).toLocaleString('en')} measurements stored`)
  }
  await db.tx('owner', (tx) => tx.exec('analyze measurement'), { timeoutMs: 600_000 })
}
