import { beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { type IngestBatch, ingest } from '../ingest/ingest.ts'
import type { StreamName, StreamRow } from '../ingest/streams.ts'
import { changeFinding, findDataFaults, listFindings } from './index.ts'

const start = Date.parse('2026-03-10T00:00:00Z')
const minute = (at: number) => new Date(start + at * 60_000)
let now = minute(720)
const clock = () => now
let db: Db
let siteId = ''
let sites = 0

const send = <Name extends StreamName>(
  stream: Name,
  rows: StreamRow<Name>[],
  more: Partial<IngestBatch> = {},
) => ingest({ db, clock }, { siteId, source: 'plc', stream, rows, ...(more as object) })

/** A value each minute, by a rule; null leaves the minute out. */
const measure = (tagId: string, value: (at: number) => number | null, until = 720) =>
  send(
    'measurement',
    Array.from({ length: until }, (_, at) => ({ at, value: value(at) })).flatMap((row) =>
      row.value === null ? [] : [{ tagId, at: minute(row.at).toISOString(), value: row.value }],
    ),
  )

const wave = (at: number) => 40 + Math.sin(at)

async function found() {
  await findDataFaults({ db, clock })
  const principal = { userId: 't', roles: [{ siteId, role: 'viewer' }], language: 'en' as const }
  return db.tx('read', (tx) => listFindings(tx), { principal })
}
const kinds = async () => (await found()).map(({ kind, subject }) => `${kind} ${subject}`)

describeOnSharedStore('data quality', (store) => {
  beforeEach(async () => {
    db = store()
    sites += 1
    siteId = `site-${sites}`
    now = minute(720)
    await send('site', [{ nameZh: '苏州', nameEn: 'Suzhou', zone: 'Asia/Shanghai' }])
    const machine = { level: 'machine' as const, nameZh: 'CNC', nameEn: 'CNC' }
    await send('equipment', [{ id: 'CNC-01', ...machine }])
    const tag = { equipmentId: 'CNC-01', nameZh: 't', nameEn: 't' }
    await send('tag', [
      { ...tag, id: 't', unit: '°C', lowLimit: 20, highLimit: 60 },
      { ...tag, id: 'v', unit: 'mm/s' },
    ])
    await send('machine_state', [
      {
        ...{ machineId: 'CNC-01', startAt: minute(0).toISOString(), state: 'execute' },
        category: 'production',
      },
    ])
  })

  describe('data of a plant', () => {
    test('without a fault have no finding', async () => {
      await measure('t', wave)
      await measure('v', wave)
      expect(await found()).toEqual([])
    })

    test('have a finding for a gap, which closes once the gap is filled', async () => {
      await measure('t', (at) => (at > 600 && at < 640 ? null : wave(at)))
      await measure('v', wave)
      expect(await found()).toMatchObject([
        {
          ...{ kind: 'gap', subject: 't', owner: 'maintenance', status: 'open' },
          ...{ from: minute(600).toISOString(), to: minute(640).toISOString() },
          evidence: { seconds: 2400, usual_seconds: 60 },
        },
      ])
      await measure('t', wave)
      expect(await found()).toEqual([])
    })

    test('tell a silent tag from a silent machine', async () => {
      await measure('t', wave, 700)
      await measure('v', wave)
      expect(await kinds()).toEqual(['gap t'])
      now = minute(760)
      expect(await kinds()).toEqual(['gap CNC-01'])
    })

    test('have a finding for a sensor that stands still while its machine runs', async () => {
      await measure('t', (at) => (at < 400 ? wave(at) : 41))
      await measure('v', wave)
      expect(await found()).toMatchObject([
        {
          ...{ kind: 'frozen', subject: 't', from: minute(400).toISOString() },
          evidence: { value: 41, machine_ran_seconds: 19_140 },
        },
      ])
    })

    test('have none for a sensor that stands still with its machine, or never moved', async () => {
      await send('machine_state', [
        {
          ...{ machineId: 'CNC-01', startAt: minute(400).toISOString(), state: 'stopped' },
          category: 'planned_stop',
        },
      ])
      await measure('t', (at) => (at < 400 ? wave(at) : 22))
      await measure('v', () => 0)
      expect(await found()).toEqual([])
    })

    test('have a finding for values that cannot be', async () => {
      await measure('t', (at) => (at === 650 ? 6553.5 : wave(at)))
      await measure('v', (at) => (at === 655 ? -1 : wave(at)))
      expect(await found()).toMatchObject([
        { kind: 'impossible', subject: 't', evidence: { highest: 6553.5, low: -100, high: 180 } },
        { kind: 'impossible', subject: 'v', evidence: { lowest: -1, low: 0 } },
      ])
    })

    test('have a finding for an hour with more pieces than it has room for', async () => {
      await send('product', [{ id: 'P1', nameZh: '轴', nameEn: 'Shaft', family: 'f' }])
      const counted = { machineId: 'CNC-01', productId: 'P1', scrap: 0, rework: 0, firstPass: 0 }
      await send('production_count', [
        { ...counted, at: minute(630).toISOString(), good: 200, plannedRunSPerPiece: 40 },
      ])
      expect(await found()).toMatchObject([
        { subject: 'CNC-01', evidence: { planned_seconds: 8000 }, owner: 'supervisor' },
      ])
    })

    test('have a finding for stops without a reason, until somebody gives one', async () => {
      const stop = { machineId: 'CNC-01', state: 'aborted', category: 'down' as const }
      const stretch = (from: number, to: number) => ({
        ...stop,
        startAt: minute(from).toISOString(),
        endAt: minute(to).toISOString(),
      })
      await send('machine_state', [stretch(100, 120), stretch(200, 202), stretch(300, 330)])
      expect(await found()).toMatchObject([
        {
          ...{ kind: 'unqualified_downtime', subject: 'CNC-01', owner: 'supervisor' },
          evidence: { stops: 2, seconds: 3000 },
        },
      ])
      await send('downtime_reason', [
        { id: 'jam', nameZh: '卡料', nameEn: 'Jam', lossClass: 'failure' },
      ])
      await send('machine_state', [
        { ...stretch(100, 120), reasonId: 'jam' },
        { ...stretch(300, 330), reasonId: 'jam' },
      ])
      expect(await found()).toEqual([])
    })

    test.each([
      ['ahead', 0.5, { ahead_seconds: 30 }],
      ['behind by its zone', -480, { ahead_seconds: -28_800, zone_hours: -8 }],
    ])('have a finding for a clock that is %s', async (_name, aheadMinutes, evidence) => {
      const alarm = (code: string) => [
        {
          machineId: 'CNC-01',
          code,
          at: new Date(now.getTime() + aheadMinutes * 60_000).toISOString(),
        },
      ]
      await send('machine_alarm', alarm('A'), { live: true })
      now = minute(735)
      await send('machine_alarm', alarm('B'), { live: true })
      expect(await found()).toMatchObject([{ kind: 'clock_skew', subject: 'plc', evidence }])
    })

    test('have none for rows of an hour ago among rows of now', async () => {
      const alarm = (at: number) => [
        { machineId: 'CNC-01', code: 'A', at: minute(at).toISOString() },
      ]
      await send('machine_alarm', alarm(720), { live: true })
      now = minute(735)
      await send('machine_alarm', alarm(660), { live: true })
      expect(await found()).toEqual([])
    })

    test('have a finding for rows that stand refused, and for a source that fell silent', async () => {
      const at = minute(700).toISOString()
      await send('measurement', [{ tagId: 'x', at, value: 1 }], { live: true })
      await send('machine_alarm', [{ machineId: 'CNC-01', code: 'A', at }], { live: true })
      now = minute(800)
      expect(await found()).toMatchObject([
        { kind: 'gap', subject: 'plc', owner: 'admin' },
        { kind: 'refused_rows', evidence: { stream: 'measurement', rows: 1 } },
      ])
    })
  })

  describe('a finding', () => {
    test('keeps its owner, and stays closed once a person closed it with a note', async () => {
      await measure('t', (at) => (at === 650 ? 6553.5 : wave(at)))
      const [{ id } = { id: '' }] = await found()
      await changeFinding({ db, clock }, { siteId, id, status: 'acknowledged', owner: 'quality' })
      expect(await found()).toMatchObject([{ status: 'acknowledged', owner: 'quality' }])
      const close = { siteId, id, status: 'closed' as const }
      await expect(changeFinding({ db, clock }, close)).rejects.toThrow('with a note')
      await changeFinding({ db, clock }, { ...close, note: 'cable mended' })
      expect(await found()).toEqual([])
      await expect(changeFinding({ db, clock }, { ...close, note: 'again' })).rejects.toMatchObject(
        {
          code: 'not_found',
        },
      )
    })
  })
})
