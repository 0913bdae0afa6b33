import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../store/index.ts'
import { openTestDb } from '../../../store/test-db.ts'
import { type ImportReport, importFile, inMappingOrder, loadMapping } from './index.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const data = `${root}../shared/data`
const clock = () => new Date('2026-03-10T12:00:00Z')

async function importAll(db: Db, mappingName: string, paths: string[]) {
  const mapping = await loadMapping(`${root}demo/mappings/${mappingName}`)
  const reports: Record<string, ImportReport> = {}
  for (const path of inMappingOrder(mapping, paths)) {
    const report = await importFile({ db, clock }, { path, mapping })
    reports[report.file] = report
  }
  return reports
}

const count = async (db: Db, query: ReturnType<typeof sql>) =>
  (await db.tx('read', (tx) => tx.rows<{ n: number }>(query)))[0]?.n

// Licensed data lie beside the project, never in it: without ../shared/data these have nothing to do.
describe.skipIf(!existsSync(`${data}/assetopsbench`))('assetopsbench by its mapping', () => {
  let db: Db
  let reports: Record<string, ImportReport>
  const files = ['event.csv.gz', 'all_wo_with_code_component_events.csv.gz'].map(
    (name) => `${data}/assetopsbench/work_order/${name}`,
  )
  beforeAll(async () => {
    db = await openTestDb()
    reports = await importAll(db, 'assetopsbench.yaml', files)
  })
  afterAll(() => db.close())

  const tickets = (where: ReturnType<typeof sql>) =>
    count(db, sql`select count(*) as n from ticket where ${where}`)
  const year = (from: number) => sql`opened_at >= ${new Date(Date.UTC(from, 0))}
    and opened_at < ${new Date(Date.UTC(from + 1, 0))}`

  it('brings 4,249 work orders of 11 chillers and 2,007 alerts and anomalies', async () => {
    const orders = reports['all_wo_with_code_component_events.csv.gz']
    expect(orders).toMatchObject({ rowsRead: 4249, refused: 0, refusalsFile: null })
    expect(orders?.perStream.ticket).toEqual({
      read: 4249,
      written: 4249,
      duplicates: 0,
      refused: 0,
    })
    expect(orders?.perStream.equipment).toMatchObject({ written: 11 })
    const events = reports['event.csv.gz']
    expect(events).toMatchObject({ rowsRead: 6256, refused: 0 })
    expect(events?.perStream.machine_alarm).toMatchObject({ read: 2007, written: 2007 })
  })

  it('answers scenarios 400, 402 and 403: orders of CWC04013 in 2017', async () => {
    const chiller = sql`equipment_id = 'CWC04013' and ${year(2017)}`
    expect(await tickets(chiller)).toBe(33)
    expect(await tickets(sql`${chiller} and kind = 'preventive'`)).toBe(31)
    expect(await tickets(sql`${chiller} and kind = 'corrective'`)).toBe(2)
  })

  it('answers scenarios 404 and 405: events of CWC04009', async () => {
    const chiller = sql`equipment_id = 'CWC04009'`
    const alarms = (kind: string, from: string, to: string) =>
      count(
        db,
        sql`select count(*) as n from machine_alarm where machine_id = 'CWC04009'
          and code like ${`${kind} %`} and at >= ${new Date(from)} and at < ${new Date(to)}`,
      )
    expect(await tickets(sql`${chiller} and ${year(2019)}`)).toBe(14)
    expect(await alarms('A', '2019-01-01', '2020-01-01')).toBe(0)
    const june = sql`opened_at >= ${new Date('2020-06-01')} and opened_at < ${new Date('2020-07-01')}`
    expect(await tickets(sql`${chiller} and ${june}`)).toBe(3)
    expect(await alarms('ALERT', '2020-06-01', '2020-07-01')).toBe(30)
    expect(await alarms('ANOMALY', '2020-06-01', '2020-07-01')).toBe(30)
  })

  it('changes nothing when it is imported again', async () => {
    const again = await importAll(db, 'assetopsbench.yaml', files)
    expect(Object.values(again).map(({ written }) => written)).toEqual([0, 0])
    expect(await tickets(sql`true`)).toBe(4249)
  })
})

/** Telemetry of ten machines: the whole makes 876,000 hourly facts, a minute of work. */
async function tenMachines(folder: string): Promise<string> {
  const all = gunzipSync(await readFile(`${data}/azure_pdm/telemetry_daily_mean.csv.gz`))
  const [header, ...lines] = all.toString().split('\n')
  const kept = lines.filter((line) => Number(line.split(',')[3]) <= 10 && line !== '')
  const path = join(folder, 'telemetry_daily_mean.csv')
  await writeFile(path, [header, ...kept].join('\n'))
  return path
}

describe.skipIf(!existsSync(`${data}/azure_pdm`))('azure_pdm by its mapping', () => {
  let db: Db
  let folder: string
  beforeAll(async () => {
    db = await openTestDb()
    folder = await mkdtemp(join(tmpdir(), 'jidoka-azure-'))
  })
  afterAll(async () => {
    await db.close()
    await rm(folder, { recursive: true })
  })

  it('brings its 100 machines with errors, failures, replacements and operating time', async () => {
    const names = ['errors.csv.gz', 'failures.csv.gz', 'machines.csv', 'maint.csv.gz']
    const files = names.map((name) => `${data}/azure_pdm/${name}`)
    const reports = await importAll(db, 'azure-pdm.yaml', [await tenMachines(folder), ...files])

    expect(Object.values(reports).map(({ refused }) => refused)).toEqual([0, 0, 0, 0, 0])
    const streams = Object.values(reports).map(({ perStream }) => perStream)
    expect(Object.assign({}, ...streams)).toMatchObject({
      equipment: { written: 100 },
      tag: { written: 400 },
      machine_alarm: { written: 3919 },
      failure_event: { written: 761 },
      ticket: { written: 3286 },
      machine_state: { written: 3650 },
      measurement: { written: 14_600 },
    })
    const [all] = await db.tx('read', (tx) =>
      tx.rows(sql`select sum(production_s) / 3600 as h, sum(failures) as failures from fact_hour`),
    )
    expect(all).toEqual({ h: 87_600, failures: 761 })
    const [one] = await db.tx('read', (tx) =>
      tx.rows(sql`select sum(production_s) / 3600 / sum(failures) as mtbf_h, sum(failures) as n
        from fact_hour where machine_id = 'AZ-001'`),
    )
    expect(one).toEqual({ mtbf_h: 8760 / 7, n: 7 })
  }, 120_000)
})
