/**
 * Files as they are found go in by the command line; each import is killed in the middle and run
 * again, and must end like one clean run. What is right is counted here from the same files.
 */
import { existsSync } from 'node:fs'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { seeded } from '../base/random.ts'
import { queryKpi, seedMetrics } from '../factory/index.ts'
import { type Db, openFolderStore } from '../store/index.ts'
import { fillTestFolder } from '../store/test-db.ts'
import { csvRows } from './support/csv-rows.ts'
import { emptyFolder, endJidoka, type Finished, runJidokaHere } from './support/jidoka.ts'
import { gbkAlarms, uglyBase, uglyBook, uglyMachines, uglyTruth } from './support/ugly-files.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const shared = (path: string) => join(root, '../shared/data', path)

/** `lines`: as much of a large file. */
type Part = { path: string; lines?: number; where?: (line: string) => boolean }
/** `steps`: how often an import that is killed tells what is stored. */
type DataSet = { name: string; parts: Part[]; mapping: string; steps?: number }

const orders = 'assetopsbench/work_order/all_wo_with_code_component_events.csv.gz'
const scms = shared('scms_delivery/SCMS_Delivery_History_Dataset.csv.gz')
const garments = shared('garments_productivity/garments_worker_productivity.csv')
const ai4i = shared('ai4i2020/ai4i2020.csv.gz')
const azure = (name: string) => shared(`azure_pdm/${name}`)

/** January of the year of steel, and three of the hundred machines: the rest shows nothing else. */
const january = 2_976
const sets: (DataSet & { steps: number })[] = [
  { name: 'scms-delivery', parts: [{ path: scms }], mapping: 'scms-delivery.yaml', steps: 2 },
  {
    ...{ name: 'azure-pdm', mapping: 'azure-pdm.yaml', steps: 5 },
    parts: [
      { path: azure('maint.csv.gz') },
      { path: azure('failures.csv.gz') },
      { path: azure('errors.csv.gz') },
      { path: azure('machines.csv') },
      {
        path: azure('telemetry_daily_mean.csv.gz'),
        where: (line) => Number(line.split(',')[3]) <= 3,
      },
    ],
  },
  {
    ...{ name: 'assetopsbench', mapping: 'assetopsbench.yaml', steps: 2 },
    parts: [{ path: shared('assetopsbench/work_order/event.csv.gz') }, { path: shared(orders) }],
  },
]

/** Of whose streams another set, or the files made by hand, shows that a kill does no harm. */
const unharmed: DataSet[] = [
  {
    ...{ name: 'garments-productivity', mapping: 'garments-productivity.yaml' },
    parts: [{ path: garments }],
  },
  {
    ...{ name: 'steel-energy', mapping: 'steel-energy.yaml' },
    parts: [{ path: shared('steel_energy/steel_industry_data.csv.gz'), lines: january }],
  },
  { name: 'ai4i2020', parts: [{ path: ai4i }], mapping: 'ai4i2020.yaml' },
]

const absent = [...unharmed, ...sets]
  .flatMap(({ parts }) => parts)
  .filter(({ path }) => !existsSync(path))
if (absent.length > 0) console.warn(`skipped: there is no ${absent.map(({ path }) => path).join()}`)

let own: Awaited<ReturnType<typeof emptyFolder>>
const file = (name: string) => join(own.path, name)
beforeAll(async () => {
  own = await emptyFolder()
  await fillTestFolder(clean())
  if (absent.length === 0) for (const set of unharmed) await reportOf(await argsOf(set), clean())
  await cp(clean(), killed(), { recursive: true })
  // Lists of refused rows are written where the command runs.
  vi.spyOn(process, 'cwd').mockReturnValue(own.path)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await own.remove()
})

const random = seeded(20_261_126)

/** The file itself where it goes in whole. */
async function fileOf({ path, lines, where }: Part): Promise<string> {
  if (lines === undefined && where === undefined) return path
  const bytes = await readFile(path)
  const [header, ...all] = gunzipSync(bytes).toString().split(/\r?\n/)
  const kept = all.filter((line) => line !== '' && (where?.(line) ?? true)).slice(0, lines)
  const cut = file(basename(path, '.gz'))
  await writeFile(cut, `${[header, ...kept].join('\n')}\n`)
  return cut
}

const mappingOf = ({ mapping }: DataSet): string => join(root, 'demo/mappings', mapping)

const argsOf = async (set: DataSet): Promise<string[]> => {
  const files = await Promise.all(set.parts.map(fileOf))
  return ['import', ...files, '--mapping', mappingOf(set), '--json']
}

const run = (args: string[], data: string): Promise<Finished> =>
  runJidokaHere([...args, '--data', data])

const reportOf = async (args: string[], data: string) => reportsOf(await run(args, data))

const clean = () => file('clean')
const killed = () => file('killed')

/** Killed at a moment that the seed names, once it has said that so much is stored. */
async function kill(args: string[], steps: number): Promise<void> {
  const after = 1 + Math.floor(random() * Math.max(1, steps - 1))
  const ended = await endJidoka([...args, '--data', killed()], {
    ...{ signal: 'SIGKILL', after, cwd: own.path },
  })
  expect({ code: ended.code, stderr: ended.stderr }).toMatchObject({ code: null })
}

type Report = { file: string; rowsRead: number; written: number; refused: number }
const reportsOf = ({ stdout }: Pick<Finished, 'stdout'>): Report[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

async function inStore<T>(data: string, read: (db: Db) => Promise<T>): Promise<T> {
  const { db } = await openFolderStore(data)
  try {
    return await read(db)
  } finally {
    await db.close()
  }
}

const tables = [
  ...['site', 'equipment_class', 'equipment', 'tag', 'product', 'supplier', 'material'],
  ...['failure_mode', 'purchase_line', 'ticket', 'machine_alarm', 'failure_event'],
  ...['machine_state', 'production_count', 'measurement', 'fact_hour', 'fact_day', 'fact_downtime'],
]

/** Rows of each table and the sum of their contents; of refusals what was refused, not when. */
const totals = (data: string) =>
  inStore(data, (db) =>
    db.tx('owner', (tx) => {
      const content = (table: string) => `select '${table}' as name, count(*) as rows,
        sum(hashtextextended(t::text, 0)) as content from ${table} t`
      const refusals = `select 'ingest_refusal', count(*), sum(hashtextextended(
        concat_ws('|', site_id, source, stream, position, field, value,
        regexp_replace(reason, '\\d+ s in the future', 'in the future'), row), 0))
        from ingest_refusal`
      return tx.rows(sql.raw([...tables.map(content), refusals].join(' union all ')))
    }),
  )

const numbers = (db: Db, statement: string) =>
  db.tx('owner', async (tx) => (await tx.rows<Record<string, number>>(sql.raw(statement)))[0])

describe.skipIf(absent.length > 0)('public data sets, as they are', () => {
  const first = new Map<string, Report[]>()
  beforeAll(async () => {
    for (const set of sets) first.set(set.name, await reportOf(await argsOf(set), clean()))
  })

  test.each(sets)('$name is killed, and completed by the same command', async (set) => {
    const args = await argsOf(set)
    await kill(args, set.steps)
    const again = await reportOf(args, killed())
    const read = ({ file: name, rowsRead, refused }: Report) => ({ name, rowsRead, refused })
    expect(again.map(read)).toEqual(first.get(set.name)?.map(read))
  })

  test('all of them end like one clean run, table by table', async () => {
    const whole = await totals(clean())
    expect(await totals(killed())).toEqual(whole)
    expect(whole).toContainEqual(expect.objectContaining({ name: 'ticket', rows: 4249 + 3286 }))
  })

  /** Of the other sets a run that finds all of it known is in `real-data.test.ts`. */
  test('another run writes nothing', async () => {
    const before = await totals(killed())
    for (const set of unharmed.filter(({ name }) => name === 'ai4i2020')) {
      const again = await reportOf(await argsOf(set), killed())
      expect(again.map(({ written }) => written)).toEqual([0])
    }
    expect(await totals(killed())).toEqual(before)
  })

  describe('their published figures come out', () => {
    let db: Db
    beforeAll(async () => {
      db = (await openFolderStore(clean())).db
      await db.tx('ingest', (tx) => seedMetrics(tx, new Date()))
    })
    afterAll(() => db.close())

    const kpi = async (metric: string, siteId: string, window: { from: string; to: string }) => {
      const roles = [{ siteId, role: 'viewer' as const }]
      const principal = { userId: `viewer@${siteId}`, roles, language: 'en' as const }
      const { rows } = await queryKpi(
        { db, principal, clock: () => new Date(), language: 'en' },
        { metrics: [metric], window, filters: { site: [siteId] } },
      )
      return rows[0]?.now[0]?.value
    }

    test('1,186 of 10,324 deliveries were late, year by year', async () => {
      const lines = csvRows(scms).map((row) => {
        const day = (name: string) => Date.parse(`${row[name]} UTC`)
        const due = day('Scheduled Delivery Date')
        const late = day('Delivered to Client Date') > due
        return { year: new Date(due).getUTCFullYear(), late }
      })
      expect(lines.length).toBe(10_324)
      expect(lines.filter(({ late }) => late).length).toBe(1186)
      for (const year of new Set(lines.map((line) => line.year))) {
        const due = lines.filter((line) => line.year === year)
        const onTime = due.filter(({ late }) => !late).length / due.length
        const window = { from: `${year}-01-01`, to: `${year + 1}-01-01` }
        expect(await kpi('supplier_on_time', 'scms', window)).toBeCloseTo(100 * onTime, 6)
      }
    })

    test('the mill failed 339 times, by 46, 115, 95, 98 and 19 modes', async () => {
      const year = { from: '2020-01-01', to: '2021-01-01' }
      expect(await kpi('failures', 'ai4i', year)).toBe(339)
      const modes = ['TWF', 'HDF', 'PWF', 'OSF', 'RNF']
      const counted = modes.map((code) => `count(*) filter (where code = '${code}') as "${code}"`)
      expect(
        await numbers(db, `select ${counted.join()} from machine_alarm where site_id = 'ai4i'`),
      ).toEqual({ TWF: 46, HDF: 115, PWF: 95, OSF: 98, RNF: 19 })
    })

    test('the steel plant used what its meter says', async () => {
      const meter = csvRows(file('steel_industry_data.csv'))
      const kwh = meter.reduce((sum, row) => sum + Number(row.Usage_kWh), 0)
      const stored = await numbers(
        db,
        `select sum(energy_kwh) as kwh, (select count(*) from measurement where tag_id =
          'steel-plant.usage') as readings from fact_hour where site_id = 'steel'`,
      )
      expect(stored?.readings).toBe(january)
      expect(stored?.kwh).toBeCloseTo(kwh, 3)
      expect(kwh).toBeCloseTo(126_238, 0)
    })

    test('sewing and finishing are two departments of twelve teams, however they were spelt', async () => {
      const days = csvRows(garments)
      const stored = await numbers(
        db,
        `select count(distinct e.id) filter (where level = 'machine') as teams,
          count(*) filter (where m.tag_id like '%actual_productivity') as days,
          sum(value) filter (where m.tag_id like 'sewing%actual_productivity') as sewing,
          count(*) filter (where m.tag_id like '% wip') as wip
        from measurement m join tag t on (t.site_id, t.id) = (m.site_id, m.tag_id)
          join equipment e on (e.site_id, e.id) = (t.site_id, t.equipment_id)
        where m.site_id = 'garments'`,
      )
      const sewing = days.filter(({ department }) => department === 'sweing')
      const sum = sewing.reduce((total, row) => total + Number(row.actual_productivity), 0)
      expect(stored).toMatchObject({ teams: 24, days: 1197, wip: 691 })
      expect(stored?.sewing).toBeCloseTo(sum, 6)
    })

    test('100 machines failed 761 times after 3,919 errors', async () => {
      expect(
        await numbers(
          db,
          `select (select count(*) from failure_event where site_id = 'azure-pdm') as failures,
            (select count(*) from machine_alarm where site_id = 'azure-pdm') as errors,
            (select sum(failures) from fact_hour where site_id = 'azure-pdm') as facts`,
        ),
      ).toEqual({ failures: 761, errors: 3919, facts: 761 })
    })
  })
})

describe('files made by hand, without a mapping', () => {
  const args = () => ['import', file('日报.xlsx'), file('报警.csv'), '--site', 'ugly', '--yes']
  beforeAll(async () => {
    await writeFile(file('base.csv'), uglyBase)
    await writeFile(file('base.yaml'), uglyMachines)
    await writeFile(file('日报.xlsx'), uglyBook())
    await writeFile(file('报警.csv'), gbkAlarms())
    for (const data of [clean(), killed()]) {
      await reportOf(['import', file('base.csv'), '--mapping', file('base.yaml'), '--json'], data)
    }
  })

  test('are guessed and shown, and nothing is stored before somebody says so', async () => {
    const before = await totals(clean())
    const shown = await run(['import', file('日报.xlsx'), '--site', 'ugly'], clean())
    expect(shown.code).toBe(1)
    for (const line of [
      'sheet: 生产日报',
      'header: 3',
      'headerLines: 2',
      'column: 数量 / 合格数',
      'range: end',
      'sheet: 测量',
      'not used: 良率',
    ]) {
      expect(shown.stdout).toContain(line)
    }
    expect(shown.stderr).toContain('nothing is imported yet')
    const tried = await run([...args(), '--dry-run'], clean())
    expect(tried.stdout).toContain('dry run: nothing written')
    expect(await totals(clean())).toEqual(before)
  })

  test('go in whole after a kill, and what cannot be read is listed by sheet', async () => {
    await kill(args(), 3)
    const again = await run(args(), killed())
    const first = await run(args(), clean())
    expect([again.code, first.code]).toEqual([1, 1])
    expect(await totals(killed())).toEqual(await totals(clean()))
    const { counts, good, scrap, readings, sum, refused } = uglyTruth
    expect(
      await inStore(clean(), (db) =>
        numbers(
          db,
          `select (select count(*) from production_count where site_id = 'ugly') as counts,
            (select sum(good) from fact_hour where site_id = 'ugly') as good,
            (select sum(scrap) from fact_hour where site_id = 'ugly') as scrap,
            (select count(*) from measurement where site_id = 'ugly') as readings,
            (select sum(value)::float8 from measurement where site_id = 'ugly') as sum,
            (select count(distinct position) from ingest_refusal where site_id = 'ugly') as refused`,
        ),
      ),
    ).toEqual({ counts, good, scrap, readings, sum: expect.closeTo(sum, 9), refused })
    const listed = csvRows(file('日报.xlsx.测量.refused.csv'))
    expect(listed.map(({ line, field }) => [line, field])).toEqual([
      ['4', 'tagId'],
      ['5', 'at'],
      ['8', 'at'],
    ])
  })

  test('are known by their headers the next time', async () => {
    const again = await run(['import', file('日报.xlsx'), '--site', 'ugly', '--json'], clean())
    expect(again.stderr).toContain('its headers are known')
    expect(reportsOf(again)).toMatchObject([{ written: 0, refused: uglyTruth.refused }])
  })
})
