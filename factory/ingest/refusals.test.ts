import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openTestDb } from '../../store/test-db.ts'
import { ingest } from './ingest.ts'
import type { StreamRow } from './streams.ts'

test('of two hundred thousand refused rows of a source the oldest go, and soon', async () => {
  const db = await openTestDb()
  const clock = () => new Date('2026-03-10T12:00:00Z')
  const from = { siteId: 's', source: 'gateway' }
  const rows = [{ nameZh: '苏州', nameEn: 'Suzhou', zone: 'Asia/Shanghai' }]
  await ingest({ db, clock }, { ...from, stream: 'site', rows })
  const bad = (tagId: string) => [{ tagId } as unknown as StreamRow<'measurement'>]
  const send = (tagId: string) =>
    ingest({ db, clock }, { ...from, stream: 'measurement', rows: bad(tagId) })
  await send('first')
  await db.tx('owner', async (tx) => {
    await tx.rows(sql`insert into ingest_refusal
        (site_id, source, stream, position, field, value, reason, row, at)
      select 's', 'gateway', 'measurement', n::text, 'at', null, 'is missing', '{}',
        timestamptz '2026-03-01' + n * interval '1 s' from generate_series(1, 199999) n`)
    await tx.rows(sql`update ingest_source set refused = 200000 where stream = 'measurement'`)
  })
  await send('last')
  const [left] = await db.tx('owner', (tx) =>
    tx.rows(sql`select count(distinct position)::int as rows,
      min(at) = timestamptz '2026-03-01' + 20002 * interval '1 s' as newest,
      (select refused from ingest_source where stream = 'measurement')::int as counted
      from ingest_refusal`),
  )
  expect(left).toEqual({ rows: 180_000, newest: true, counted: 180_000 })
  await db.close()
})
