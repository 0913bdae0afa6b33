import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '../../base/random.ts'
import { plantNow, principalOf, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { processWindowTool } from './process-window.ts'
import { testContext } from './test-context.ts'

let db: Db
const [siteId, hourMs] = ['suzhou', 3_600_000]
const hours = 45 * 24
const first = Math.floor(plantNow.getTime() / hourMs) * hourMs - hours * hourMs
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
  await writePlant(db, { hours: [], downtimes: [] })
  const next = seeded(11)
  const shiftSpeeds = Array.from({ length: hours / 8 }, () => 850 + 300 * next())
  const rows = Array.from({ length: hours }, (_, hour) => {
    const at = new Date(first + hour * hourMs)
    const speed = shiftSpeeds[Math.floor(hour / 8)] ?? 0
    const pieces = 400
    const scrap = Math.floor(pieces * (0.02 + 0.03 * ((speed - 900) / 200) ** 2) + 3 * next())
    return { at, speed: speed + 4 * next(), pressure: 6 + 0.05 * next(), pieces, scrap }
  })
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
    const facts = JSON.stringify(rows.map((row) => ({ ...row, energy: 20 + next() })))
    await tx.rows(sql`insert into fact_hour
      select ${siteId}, machine, f.at, 'P1', 'A', 'day', to_char(f.at, 'YYYY-MM-DD'), 'SZ-L1',
        3600, 0, 0, 0, 0, f.pieces - f.scrap, f.scrap, 0, 0, 3000, f.energy, 0, 0, 0
      from json_to_recordset(${facts}::json) as f(at timestamptz, scrap float8, pieces float8, energy float8),
        unnest(array['SZ-CNC-01', 'SZ-CNC-03']) machine`)
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
  const { from, to } = speed?.window as { from: number; to: number }
  expect([from < 900, to > 900, from >= 800, to < 1000]).toEqual([true, true, true, true])
  expect((speed?.gain as { high: number }).high).toBeLessThan(0)
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

test('a value that was in force without a tag is known from when it was recorded on', async () => {
  const later = new Date(plantNow.getTime() + 86_400_000)
  const { data } = await ask({ equipment: 'SZ-CNC-03' }, { clock: () => later })
  expect(data.machines[0]?.settings[0]).toMatchObject({ set_to: 1000, why: 'no_values' })
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
