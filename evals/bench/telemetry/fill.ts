import { sql } from 'drizzle-orm'
import { ingest, type StreamName, type StreamRow } from '../../../factory/index.ts'
import type { Db } from '../../../store/index.ts'
import { benchNow, machines, siteId } from '../kpi/year.ts'

/** Thirty days of a sample each 30 s, as many tags as the rows need. */
const days = 30
const everyS = 30
const rowsOfTag = (days * 86_400) / everyS
export const monthFrom = new Date(Date.UTC(2026, 9, 1))
export const monthTo = new Date(monthFrom.getTime() + days * 86_400_000)

const named = (id: string) => ({ id, nameZh: id, nameEn: id })
const tagOf = (n: number): string => `T${String(n).padStart(4, '0')}`

/** The machines of the KPI bench with one tag each, and the tags of the largest stage. */
export async function makeTelemetryPlant(db: Db, mostRows: number): Promise<void> {
  const send = <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]) =>
    ingest({ db, clock: () => benchNow }, { siteId, source: 'erp', stream, rows })
  await send('site', [{ nameZh: 'bench', nameEn: 'bench', zone: 'Asia/Shanghai' }])
  await send(
    'equipment',
    machines.map(({ id }) => ({ ...named(id), level: 'machine' as const })),
  )
  const tag = (id: string, equipmentId: string) => ({ ...named(id), equipmentId, unit: 'kW' })
  await send('tag', [
    ...machines.map(({ id }) => tag(`${id}.power`, id)),
    ...Array.from({ length: tagsFor(mostRows) }, (_, n) =>
      tag(tagOf(n), machines[n % machines.length]?.id ?? ''),
    ),
  ])
}

const tagsFor = (rows: number): number => Math.max(1, Math.round(rows / rowsOfTag))

/** By the server itself, a day at a time, as rows arrive; and what ingestion would note beside. */
export async function fillMonth(db: Db, rows: number, tell: (line: string) => void) {
  const tags = tagsFor(rows)
  const slow = { timeoutMs: 1_200_000 }
  await db.tx('owner', (tx) =>
    tx.exec('truncate measurement, measurement_hour, measurement_minute, measurement_due'),
  )
  await db.tx('ingest', (tx) =>
    tx.rows(sql`select jidoka_make_partitions(array[${monthFrom}::timestamptz])`),
  )
  for (let day = 0; day < days; day++) {
    const from = new Date(monthFrom.getTime() + day * 86_400_000)
    await db.tx(
      'owner',
      (tx) =>
        tx.rows(sql`insert into measurement (site_id, tag_id, at, value)
          select ${siteId}, 'T' || lpad(t::text, 4, '0'),
            ${from}::timestamptz + make_interval(secs => s), (s + 7 * t) % 97
          from generate_series(0, ${86_400 - everyS}::int, ${everyS}::int) s,
            generate_series(0, ${tags - 1}::int) t`),
      slow,
    )
  }
  await db.tx(
    'owner',
    (tx) =>
      tx.rows(sql`insert into measurement_due (site_id, tag_id, hour)
        select ${siteId}, 'T' || lpad(t::text, 4, '0'), h
        from generate_series(0, ${tags - 1}::int) t, generate_series(${monthFrom}::timestamptz,
          ${monthTo}::timestamptz - interval '1 hour', interval '1 hour') h`),
    slow,
  )
  await db.tx('owner', (tx) => tx.exec('analyze measurement, measurement_due'), slow)
  tell(`${(tags * rowsOfTag).toLocaleString('en')} measurements of ${tags} tags stored`)
}
