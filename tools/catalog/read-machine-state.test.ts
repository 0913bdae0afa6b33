import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantFacts, plantNow, principalOf, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import type { AnyTool } from '../define-tool.ts'
import { runTool } from '../surfaces.ts'
import { readMachineStateTool } from './read-machine-state.ts'
import { testContext } from './test-context.ts'

const plant = plantFacts()
const at = (minutes: number) => new Date(plantNow.getTime() + minutes * 60_000)
const of = { siteId: 'suzhou', machineId: 'SZ-CNC-03', source: 'test' }

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plant)
  await db.tx('ingest', async (tx) => {
    await tx.orm.insert(schema.machineState).values([
      {
        ...of,
        sourceKey: '1',
        startAt: at(-300),
        endAt: at(-240),
        state: 'aborted',
        category: 'down',
        reasonId: 'no_material',
        note: 'call 老王',
      },
      {
        ...of,
        sourceKey: '2',
        startAt: at(-240),
        endAt: at(-30),
        state: 'execute',
        category: 'production',
      },
      {
        ...of,
        sourceKey: '3',
        startAt: at(-30),
        state: 'held',
        category: 'down',
        reasonId: 'tool_change',
      },
      { ...of, sourceKey: '4', startAt: at(10), state: 'execute', category: 'production' },
      {
        ...of,
        sourceKey: '5',
        machineId: 'SZ-CNC-04',
        startAt: at(-90),
        endAt: at(-60),
        state: 'execute',
        category: 'production',
      },
    ])
    await tx.orm.insert(schema.productionOrder).values({
      siteId: 'suzhou',
      id: 'PO-1',
      productId: 'P1',
      quantity: 500,
      producedQuantity: 120,
      releaseAt: at(-900),
      dueAt: at(900),
      status: 'running',
    })
    await tx.orm.insert(schema.productionCount).values({
      ...of,
      sourceKey: '1',
      at: at(-35),
      productId: 'P1',
      orderId: 'PO-1',
      good: 10,
      scrap: 0,
      rework: 0,
      firstPass: 10,
      plannedRunSPerPiece: 40,
    })
    await tx.orm.insert(schema.machineAlarm).values(
      Array.from({ length: 7 }, (_, n) => ({
        ...of,
        sourceKey: String(n),
        at: at(-n * 10 - 1),
        code: `E${n}`,
        message: 'spindle hot',
      })),
    )
    await tx.orm.insert(schema.tag).values({
      siteId: 'suzhou',
      id: 'SZ-CNC-03.vibration',
      equipmentId: 'SZ-CNC-03',
      nameZh: '主轴振动',
      nameEn: 'Spindle vibration',
      unit: 'mm/s',
      highLimit: 4.5,
    })
    await tx.orm.insert(schema.alertEvent).values({
      ...{ siteId: 'suzhou', id: 'al_1', ruleId: 'long_stop', version: 1, subject: 'SZ-CNC-03' },
      ...{ scopeId: 'SZ-CNC-03', severity: 'warning', role: 'maintenance', state: 'open' },
      ...{ titleZh: '3号机 停机已 5 分钟', titleEn: 'SZ-CNC-03 is down for 5 min', unit: '' },
      ...{ raisedAt: at(-25), lastRaisedAt: at(-25), recordedAt: at(-25), reason: 'over' },
      ...{ evidence: {}, level: 1, routedLevel: 1, repeats: 0 },
    })
    await tx.rows(sql`select jidoka_make_partitions(array[${at(-20)}::timestamptz])`)
    await tx.orm.insert(schema.measurement).values([
      { siteId: 'suzhou', tagId: 'SZ-CNC-03.vibration', at: at(-20), value: 3.1 },
      { siteId: 'suzhou', tagId: 'SZ-CNC-03.vibration', at: at(-2), value: 4.8 },
    ])
  })
})
afterAll(() => db.close())

const ask = (args: unknown, changes = {}) =>
  runTool(readMachineStateTool as unknown as AnyTool, testContext(db, changes), args)

describe('3号机为什么停机?', () => {
  it('is answered by state, reason, order, alarms and sensors as they stand now', async () => {
    const { data } = await ask({ machine: '3号机' }, { language: 'zh' })
    expect(data).toMatchObject({
      machine: { id: 'SZ-CNC-03', site: 'suzhou', name: '3号加工中心' },
      state: { state: 'held', category: 'down', reason: '换刀', minutes: 30, until: null },
      last_stop: { state: 'held' },
      order: { id: 'PO-1', product: '轴', quantity: 500, produced: 120 },
      alarms_24h: 7,
      alerts: [{ id: 'al_1', says: '3号机 停机已 5 分钟', state: 'open' }],
      measurements: [{ name: '主轴振动', value: 4.8, limits: [null, 4.5], age_s: 120 }],
    })
    expect((data as { alarms: unknown[] }).alarms).toHaveLength(5)
  })

  it('with the lost time of 24 hours by reason, as figures', async () => {
    const { data, figures } = await ask({ machine: 'SZ-CNC-03' })
    const since = Date.parse('2026-11-23T03:00Z')
    const lost: Record<string, number> = {}
    for (const one of plant.downtimes) {
      if (one.machineId !== 'SZ-CNC-03' || one.hour.getTime() < since) continue
      lost[one.reasonId] = (lost[one.reasonId] ?? 0) + one.downS / 60
    }
    expect(Object.keys(lost).length).toBeGreaterThan(0)
    expect(figures).toHaveLength(Object.keys(lost).length)
    for (const figure of figures ?? []) {
      expect(figure.value).toBeCloseTo(lost[figure.dimensions.reason ?? ''] ?? -1, 3)
    }
    const shown = (data as { downtime_24h_min: Record<string, number> }).downtime_24h_min
    expect(Object.values(shown)).toHaveLength(Object.keys(lost).length)
  })
})

describe('a sensor that is named', () => {
  it('is charted, with what it comes to and where that was read from', async () => {
    for (const tag of ['SZ-CNC-03.vibration', 'vibration', '主轴振动']) {
      const { data, chart } = await ask({ machine: 'SZ-CNC-03', tag, hours: 2 })
      expect((data as { trend: unknown }).trend).toEqual({
        ...{ tag: 'SZ-CNC-03.vibration', from: at(-120).toISOString(), read_from: 'raw' },
        ...{ samples: 2, others: 0, mean: (3.1 + 4.8) / 2, min: 3.1, max: 4.8 },
      })
      const series = [{ values: [3.1, 4.8] }, { values: [4.5, 4.5], role: 'limit' }]
      expect(chart).toMatchObject({ kind: 'line', unit: 'mm/s', series })
    }
  })

  it('is refused by name where the machine has no such sensor', async () => {
    await expect(ask({ machine: 'SZ-CNC-03', tag: 'vibrtion' })).rejects.toMatchObject({
      field: 'tag',
      hint: expect.stringContaining('SZ-CNC-03.vibration'),
    })
  })
})

describe('what is not known', () => {
  it('a state that ended with nothing after it says until when', async () => {
    const { data } = await ask({ machine: 'SZ-CNC-04' })
    expect(data).toMatchObject({ state: { state: 'execute', until: at(-60).toISOString() } })
  })

  it('a machine without events has nulls', async () => {
    const { data } = await ask({ machine: 'SZ-CNC-01' })
    expect(data).toMatchObject({ state: null, last_stop: null, order: null, alarms: [] })
  })

  it('a nickname of two sites is an error with both', async () => {
    const both = { principal: principalOf('suzhou', 'dongguan') }
    await expect(ask({ machine: '3号机' }, both)).rejects.toMatchObject({
      field: 'machine',
      hint: expect.stringMatching(/DG-CNC-03.*SZ-CNC-03/),
    })
  })

  it('a line is no machine, and a machine of another site is unknown', async () => {
    await expect(ask({ machine: 'SZ-L1' })).rejects.toMatchObject({ field: 'machine' })
    await expect(ask({ machine: 'DG-CNC-01' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
