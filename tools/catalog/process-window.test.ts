import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProposalDraft, ProposalView } from '../../actions/index.ts'
import { seeded } from '../../base/random.ts'
import { type HourFact, plantNow, principalOf, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import type { AnyTool, ToolContext } from '../define-tool.ts'
import { runTool } from '../surfaces.ts'
import { processWindowTool } from './process-window.ts'
import { proposeChangeTool } from './propose-change.ts'
import { testContext } from './test-context.ts'

let db: Db
const [siteId, hourMs] = ['suzhou', 3_600_000]
const hours = 45 * 24
const first = Math.floor(plantNow.getTime() / hourMs) * hourMs - hours * hourMs
const next = seeded(11)
const shiftSpeeds = Array.from({ length: hours / 8 }, () => 850 + 300 * next())
const ask = async (args: Record<string, unknown> = {}, changes = {}) => {
  const result = await runTool(processWindowTool, testContext(db, changes), args)
  return { ...result, data: result.data as unknown as Told }
}
type Told = {
  basis: Record<string, unknown>
  machines: { machine: string; usual: number; settings: Record<string, unknown>[] }[]
  trial: { says: string[]; runs: number; order: unknown[]; truncated: boolean } | null
  notes: string[]
  total: number
}

/** Each shift sets the speed of CNC-01 anew; it scraps least at 900 rpm. Its pressure stays; CNC-03 has no tag. */
beforeAll(async () => {
  db = await openTestDb()
  const rows = Array.from({ length: hours }, (_, hour) => {
    const at = new Date(first + hour * hourMs)
    const speed = shiftSpeeds[Math.floor(hour / 8)] ?? 0
    const pieces = 400
    const scrap = Math.floor(pieces * (0.02 + 0.03 * ((speed - 900) / 200) ** 2) + 3 * next())
    return { at, speed: speed + 4 * next(), pressure: 6 + 0.05 * next(), pieces, scrap }
  })
  const facts = (machineId: string) =>
    rows.map(
      ({ at, scrap, pieces }): HourFact => ({
        ...{ siteId, machineId, hour: at, productId: 'P1', teamId: 'A', shiftId: 'day' },
        ...{ shiftDate: at.toISOString().slice(0, 10), lineId: 'SZ-L1', productionS: 3600 },
        ...{ setupS: 0, delayS: 0, downS: 0, plannedStopS: 0, rework: 0, firstPass: 0 },
        ...{ good: pieces - scrap, scrap, plannedRunS: 3000, energyKwh: 20 + next() },
        ...{ failures: 0, repairs: 0, repairS: 0 },
      }),
    )
  const made = ['SZ-CNC-01', 'SZ-CNC-03'].flatMap(facts)
  await writePlant(db, { hours: made, downtimes: [] })
  const tags = ['speed', 'pressure'].map((key) => ({
    ...{ siteId, id: `SZ-CNC-01.${key}`, equipmentId: 'SZ-CNC-01', unit: 'x' },
    ...{ nameZh: key, nameEn: key },
  }))
  await db.tx('ingest', async (tx) => {
    await tx.orm.insert(schema.tag).values(tags)
    const speed = { id: 'speed', nameZh: '转速', nameEn: 'Speed', unit: 'rpm' }
    const limited = { ...speed, lowerLimit: 800, upperLimit: 1200, value: 1000 }
    await tx.orm.insert(schema.machineParameter).values([
      { siteId, machineId: 'SZ-CNC-01', ...limited, tagId: 'SZ-CNC-01.speed' },
      { siteId, machineId: 'SZ-CNC-03', ...limited },
      {
        ...{ siteId, machineId: 'SZ-CNC-01', id: 'pressure', nameZh: '压力', nameEn: 'Pressure' },
        ...{ unit: 'bar', lowerLimit: 5, upperLimit: 7, value: 6, tagId: 'SZ-CNC-01.pressure' },
      },
    ])
    await tx.orm.insert(schema.measurementHour).values(
      rows.flatMap(({ at, speed, pressure }) =>
        [speed, pressure].map((value, key) => ({
          ...{ siteId, tagId: tags[key]?.id ?? '', bucket: at, n: 1, others: 0, sum: value },
          hasMinutes: false,
        })),
      ),
    )
  })
})
afterAll(() => db.close())

test('the setting that moves the scrap comes first, with a window, a chart and figures that can be traced', async () => {
  const { data, figures, chart } = await ask()
  expect(data.basis).toMatchObject({ response: 'scrap_ratio', unit: '%', better: 'less' })
  expect(data.machines.map(({ machine }) => machine)).toEqual(['SZ-CNC-01', 'SZ-CNC-03'])
  const [speed, pressure] = data.machines[0]?.settings ?? []
  expect(speed).toMatchObject({
    ...{ parameter: 'speed', verdict: 'explains', set_to: 1000, hours },
    ...{ lower_limit: 800, upper_limit: 1200, adjusted_for: ['time', 'settings'] },
  })
  const { from, to } = (speed?.window ?? {}) as { from: number; to: number }
  expect([from < 900, to > 900, from >= 800, to < 1000]).toEqual([true, true, true, true])
  expect(speed?.gain).toMatchObject({ high: expect.toSatisfy((high: number) => high < 0) })
  expect(pressure).toMatchObject({ parameter: 'pressure', why: 'hardly_moved', window: null })
  expect(data.machines[1]?.settings[0]).toMatchObject({ why: 'no_values' })
  expect(figures?.find(({ metric }) => metric === 'window_from')).toMatchObject({
    ...{ value: from, unit: 'rpm', truncated: false },
    dimensions: { site: siteId, machine: 'SZ-CNC-01', parameter: 'speed' },
  })
  expect(chart?.series.map(({ name }) => name.en)).toEqual([
    'scrap ratio, adjusted',
    `window ${from} – ${to} rpm`,
    'usual',
  ])
  expect(data.notes.join()).toContain('an association, not a cause')
})

test('another response is judged by itself, in the language that is asked in', async () => {
  const { data, chart } = await ask(
    { equipment: 'SZ-CNC-01', response: 'energy_per_piece' },
    { language: 'zh' },
  )
  const [speed] = data.machines[0]?.settings ?? []
  expect(speed).toMatchObject({ verdict: 'none_found', window: null, target: null, gain: null })
  expect(speed?.says).toContain('没有发现对单件能耗的影响')
  expect(data.basis.unit).toBe('kWh/piece')
  expect(chart?.series).toHaveLength(2)
  const still = await ask({ equipment: 'SZ-CNC-01', response: 'effectiveness' })
  expect(still.data.machines[0]?.settings.map(({ why }) => why)).toContain('response_constant')
})

test('of one machine a trial is planned for what history cannot tell', async () => {
  const { data } = await ask({ equipment: 'SZ-CNC-01' })
  expect(data.trial?.says[0]).toMatch(/Pressure 5.5 \/ 6 \/ 6.5 bar; 3 runs of 2.7 h a shift/)
  expect([data.trial?.order.length, data.trial?.truncated]).toEqual([
    Math.min(30, data.trial?.runs ?? 0),
    (data.trial?.runs ?? 0) > 30,
  ])
  expect((await ask()).data.trial).toBeNull()
})

test('without a tag the values that were in force are what it was run at', async () => {
  const changes = JSON.stringify(
    shiftSpeeds.map((value, at) => ({ value, at: new Date(first + 8 * at * hourMs) })),
  )
  await db.tx('owner', (tx) =>
    tx.rows(sql`insert into machine_parameter_version
      select ${siteId}, 'SZ-CNC-03', 'speed', row_number() over (order by at) + 1, value, null, at
      from json_to_recordset(${changes}::json) as f(at timestamptz, value float8)`),
  )
  const { data } = await ask({ equipment: 'SZ-CNC-03' })
  expect(data.machines[0]?.settings[0]).toMatchObject({ verdict: 'explains', hours })
})

describe('a setting that is proposed', () => {
  const draftOf = async (value: number) => {
    const drafts: ProposalDraft[] = []
    const file: ToolContext['file'] = async (draft) => {
      drafts.push(draft)
      return { id: 'a', siteId, tool: draft.tool, status: 'pending', expiresAt: '' } as ProposalView
    }
    const change = { kind: 'parameter', machine: 'SZ-CNC-01', parameter: 'speed', unit: 'rpm' }
    const given = { change: { ...change, value }, reason: 'less scrap' }
    await runTool(proposeChangeTool as unknown as AnyTool, testContext(db, { file }), given)
    return drafts[0]
  }

  test('carries what history tells, and promises what its window brought', async () => {
    const draft = await draftOf(900)
    const notes = draft?.evidence.map(({ value }) => value.en).join()
    expect(notes).toMatch(/Speed explains the scrap ratio: window/)
    expect(notes).not.toContain('outside of the window')
    expect(draft?.prediction).toMatchObject({
      ...{ metric: 'scrap_ratio', unit: '%', horizonHours: 168 },
      filters: { machine: ['SZ-CNC-01'] },
    })
    const { before, after } = draft?.prediction ?? {}
    expect(after).toBeLessThan(before ?? 0)
  })

  test('promises nothing outside of the window, and says so', async () => {
    const draft = await draftOf(1150)
    expect(draft?.prediction).toBeNull()
    expect(draft?.evidence.map(({ value }) => value.zh).join()).toContain('提议的值在窗口之外')
  })
})

test('a machine without settings says what to import; nothing of another site is seen, nothing filed', async () => {
  const { data } = await ask({ equipment: 'SZ-CNC-02' })
  expect([data.total, data.notes.length]).toEqual([0, 1])
  expect(data.notes[0]).toContain('import machine_parameter')
  await expect(
    ask({ equipment: 'SZ-CNC-01' }, { principal: principalOf('dongguan') }),
  ).rejects.toThrow('"SZ-CNC-01" is not known')
  const filed = await db.tx('owner', (tx) => tx.rows(sql`select from proposal`))
  expect(filed).toEqual([])
})

test.each([
  [{ equipment: 'SZ-CNC-99' }, 'equipment'],
  [{ product: 'P9' }, 'product'],
  [{ days: 3 }, 'days'],
  [{ response: 'oee' }, 'response'],
])('%o is refused by its field', async (args, field) => {
  await expect(ask(args)).rejects.toMatchObject({ field })
})
