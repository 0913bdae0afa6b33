import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { seeded } from '../../base/random.ts'
import type { Db } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { hoursOf, makePartitions, noteDue, readSeries, rollUpDue } from './index.ts'
import { makeTags, pointsOf, rollUpAll, type Sample, tagsClock } from './test-tags.ts'

const from = new Date('2026-03-10T08:00:00Z')
const to = new Date('2026-03-10T12:00:00Z')

/** A tag each 10 s and one each 90 s, some of bad quality; sent again, sent changed, out of order. */
function disorder(seed: number): Sample[] {
  const random = seeded(seed)
  const sample = (tagId: string, ms: number): Sample => ({
    ...{ tagId, at: new Date(ms).toISOString(), value: Math.round(random() * 1e4) / 100 },
    ...(random() < 0.1 ? { quality: 'bad' } : {}),
  })
  const series = (tagId: string, stepMs: number) =>
    Array.from({ length: (to.getTime() - from.getTime()) / stepMs }, (_, n) =>
      sample(tagId, from.getTime() + n * stepMs),
    )
  const all = [...series('fast', 10_000), ...series('slow', 90_000)]
  const again = all.filter(() => random() < 0.1)
  const changed = all
    .filter(() => random() < 0.1)
    .map(({ tagId, at }) => sample(tagId, Date.parse(at)))
  return [...all, ...again, ...changed]
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

/** Sums of floating point differ in their last digits by their order. */
const rounded = (points: object[]) =>
  JSON.parse(JSON.stringify(points), (_key, value) =>
    typeof value === 'number' ? Number(value.toPrecision(12)) : value,
  )

const series = (db: Db, siteId: string, asked: { tagId: string; points: number }) =>
  db.tx('read', (tx) => readSeries(tx, { siteId, from, to, ...asked }))

describeOnSharedStore('roll-ups of measurements', (store) => {
  it.each([1, 2])(
    'say what the samples say, in whatever order they came (seed %i)',
    async (seed) => {
      const db = store()
      const siteId = `disorder-${seed}`
      const send = await makeTags(db, siteId, ['fast', 'slow'])
      const samples = disorder(seed)
      for (let at = 0; at < samples.length; at += 400) {
        await send('measurement', samples.slice(at, at + 400))
        const sent = samples.slice(0, at + 400)
        if (at % 800 === 0) await rollUpAll(db)
        for (const tagId of ['fast', 'slow']) {
          const own = sent.filter((sample) => sample.tagId === tagId)
          const hours = await series(db, siteId, { tagId, points: 4 })
          expect(hours).toMatchObject({ layer: 'hour', bucketS: 3600 })
          expect(rounded(hours.points)).toEqual(rounded(pointsOf(own, 3_600_000)))
        }
      }
      await rollUpAll(db)
      for (const [tagId, points, layer] of [
        ['fast', 48, 'minute'],
        ['slow', 48, 'minute'],
        ['fast', 240, 'minute'],
        ['fast', 480, 'raw'],
      ] as const) {
        const own = samples.filter((sample) => sample.tagId === tagId)
        const read = await series(db, siteId, { tagId, points })
        expect(read).toMatchObject({ layer, bucketS: 14_400 / points })
        expect(rounded(read.points)).toEqual(rounded(pointsOf(own, 14_400_000 / points)))
      }
    },
  )

  it('keep minutes only where a minute has several samples', async () => {
    const minutes = await store().tx('read', (tx) =>
      tx.rows(sql`select distinct tag_id from measurement_minute where site_id = 'disorder-1'`),
    )
    expect(minutes).toEqual([{ tag_id: 'fast' }])
  })

  it('are asked only where there are more samples than points', async () => {
    const read = await series(store(), 'disorder-1', { tagId: 'slow', points: 200 })
    expect(read).toMatchObject({ layer: 'raw', bucketS: null })
    expect(read.points).toHaveLength(160)
  })

  it('leave the hour that goes on to its samples', async () => {
    const db = store()
    const send = await makeTags(db, 'goes-on', ['t'])
    await send('measurement', [{ tagId: 't', at: '2026-03-10T11:59:00Z', value: 1 }])
    await rollUpDue({ db, clock: tagsClock })
    const due = await db.tx('read', (tx) =>
      tx.rows(sql`select taken from measurement_due where site_id = 'goes-on'`),
    )
    expect(due).toEqual([{ taken: false }])
  })

  it('wait for a writer who found the note of another and has not committed yet', async () => {
    const db = store()
    if (db.kind === 'pglite') return
    const send = await makeTags(db, 'writing', ['t'])
    const sample = (minute: number) => ({
      tagId: 't',
      at: new Date(from.getTime() + minute * 60_000),
    })
    await send('measurement', [{ ...sample(1), value: 1 }])
    const writing = Promise.withResolvers<void>()
    const mayCommit = Promise.withResolvers<void>()
    const writer = db.tx('ingest', async (tx) => {
      const hours = hoursOf([sample(2)])
      await makePartitions(tx, hours)
      await tx.rows(sql`insert into measurement (site_id, tag_id, at, value)
        values ('writing', 't', ${sample(2).at}, 3)`)
      await noteDue(tx, 'writing', hours)
      writing.resolve()
      await mayCommit.promise
    })
    await writing.promise
    const rolling = rollUpDue({ db, clock: tagsClock })
    await noteTaken(db)
    mayCommit.resolve()
    await writer
    await rolling
    await rollUpAll(db)
    const [hour] = await db.tx('read', (tx) =>
      tx.rows(sql`select n, sum from measurement_hour where site_id = 'writing'`),
    )
    expect(hour).toEqual({ n: 2, sum: 4 })
  })
})

async function noteTaken(db: Db): Promise<void> {
  for (;;) {
    const waiting = await db.tx('read', (tx) =>
      tx.rows(sql`select 1 from measurement_due where site_id = 'writing' and not taken`),
    )
    if (waiting.length === 0) return
  }
}
