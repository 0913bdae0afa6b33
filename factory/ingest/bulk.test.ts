import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Db } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { ingest } from './ingest.ts'
import type { StreamRow } from './streams.ts'

const now = new Date('2026-12-31T00:00:00Z')
const clock = () => now
const minutes = (at: number) => new Date(Date.parse('2026-11-02T00:00:00Z') + at * 60_000)

/** More than one transaction holds, at several machines, one count a minute. */
const machines = ['M1', 'M2', 'M3']
const counts: StreamRow<'production_count'>[] = machines.flatMap((machineId) =>
  Array.from({ length: 3_600 }, (_, at) => ({
    ...{ machineId, at: minutes(at + 1), productId: 'P1', good: 1 + (at % 3) },
    ...{ scrap: 0, rework: 0, firstPass: 1, plannedRunSPerPiece: 30 },
  })),
)
const good = counts.reduce((sum, row) => sum + row.good, 0)

async function makePlant(db: Db, siteId: string) {
  const named = (id: string) => ({ id, nameZh: id, nameEn: id })
  const from = { siteId, source: 'erp' }
  const site = [{ nameZh: '厂', nameEn: 'Site', zone: 'Asia/Shanghai' }]
  await ingest({ db, clock }, { ...from, stream: 'site', rows: site })
  const equipment = machines.map((id) => ({ ...named(id), level: 'machine' as const }))
  await ingest({ db, clock }, { ...from, stream: 'equipment', rows: equipment })
  const product = [{ ...named('P1'), family: 'f' }]
  await ingest({ db, clock }, { ...from, stream: 'product', rows: product })
}

const send = (db: Db, siteId: string, rows: StreamRow<'production_count'>[]) =>
  ingest({ db, clock }, { siteId, source: 'mes', stream: 'production_count', rows })

const totals = (db: Db, siteId: string) =>
  db.tx('read', async (tx) => {
    const [row] = await tx.rows<{ rows: number; hours: number; days: number }>(sql`
      select (select count(*)::int from production_count where site_id = ${siteId}) as rows,
        (select sum(good) from fact_hour where site_id = ${siteId}) as hours,
        (select sum(good) from fact_day where site_id = ${siteId}) as days`)
    return row
  })

const whole = { rows: counts.length, hours: good, days: good }

describeOnSharedStore('bulk rows', (store) => {
  it('that are known here and there are told from new ones, and replaced where they differ', async () => {
    const db = store()
    await makePlant(db, 'mixed')
    const known = counts.filter((_row, index) => index % 1_000 === 37)
    await send(db, 'mixed', [...known, { ...counts[5_003], good: 99 } as (typeof counts)[0]])
    const result = await send(db, 'mixed', counts)
    expect(result).toMatchObject({ read: counts.length, duplicates: known.length, refused: [] })
    expect(await totals(db, 'mixed')).toEqual(whole)
    const again = await send(db, 'mixed', counts)
    expect(again).toMatchObject({ written: 0, duplicates: counts.length })
    expect(await totals(db, 'mixed')).toEqual(whole)
  })

  it('cut short by a store that goes away leave facts of what they wrote; sent again they are whole', async () => {
    const db = store()
    await makePlant(db, 'cut')
    let transactions = 0
    const failing: Db = {
      ...db,
      tx: (role, work, options) => {
        transactions += 1
        if (transactions === 2) return Promise.reject(new Error('the store went away'))
        return db.tx(role, work, options)
      },
    }
    await expect(send(failing, 'cut', counts)).rejects.toThrow('the store went away')
    const part = counts.slice(0, 10_000).reduce((sum, row) => sum + row.good, 0)
    expect(await totals(db, 'cut')).toEqual({ rows: 10_000, hours: part, days: part })
    const result = await send(db, 'cut', counts)
    expect(result).toMatchObject({ written: counts.length - 10_000, duplicates: 10_000 })
    expect(await totals(db, 'cut')).toEqual(whole)
  })
})
