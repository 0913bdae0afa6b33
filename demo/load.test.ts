import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executeReady, type ProposalView } from '../actions/index.ts'
import { dayMs, hourMs } from '../base/milliseconds.ts'
import type { Principal } from '../base/principal.ts'
import {
  planSite,
  processWindows,
  projectSiteStock,
  type ResponseId,
  readPlantRows,
} from '../factory/index.ts'
import { searchPassages } from '../knowledge/index.ts'
import type { Db } from '../store/index.ts'
import { effects } from '../tools/index.ts'
import { armDemoAlerts } from './alert-rules.ts'
import { demoSeed } from './generate.ts'
import { loadDemo } from './load.ts'
import { demoUserIds } from './people.ts'
import { fileDemoRequests } from './requests.ts'
import { simulateUpTo, startSimulator } from './simulator.ts'
import { stories } from './stories.ts'
import { openDemoDb } from './test-demo-db.ts'
import { demoRows, ms, testNow } from './test-plant-rows.ts'
import { demoTruth } from './truth.ts'

const anchorMs = Math.floor(testNow.getTime() / hourMs) * hourMs
const at = (now: Date) => () => now
const supervisor: Principal = {
  userId: 'supervisor@suzhou',
  language: 'en',
  roles: [{ siteId: 'suzhou', role: 'supervisor' }],
}

const everywhere: Principal = {
  ...{ userId: 'manager@group', language: 'en' },
  roles: ['dongguan', 'chengdu'].map((siteId) => ({ siteId, role: 'manager' })),
}

describe('the demo in a store', () => {
  let db: Db
  beforeAll(async () => {
    db = await openDemoDb()
  }, 240_000)
  afterAll(() => db.close())

  const count = async (table: string): Promise<number> => {
    const [row] = await db.tx('owner', (tx) =>
      tx.rows<{ n: number }>(sql`select count(*) as n from ${sql.raw(table)}`),
    )
    return row?.n ?? 0
  }

  test('a supplier that grows late puts its material at risk, and no other of the site', async () => {
    const context = { db, principal: supervisor, clock: at(testNow), language: 'en' as const }
    const question = { days: 10, level: 0.05, late: [], demandPercent: 0 }
    const { outlook, suppliers } = await projectSiteStock(context, question)
    const risks = outlook.materials.map(({ material, lines, risk }) => ({
      ...{ id: material.id, from: lines[0]?.supplierId, isAtRisk: (risk ?? 0) > 0.3 },
      isSafe: risk === 0,
    }))
    const { supplierId } = stories.supplier
    expect(risks.filter(({ isAtRisk }) => isAtRisk).map(({ from }) => from)).toEqual([supplierId])
    expect(risks.filter(({ isSafe }) => isSafe)).toHaveLength(2)
    const [late, ...others] = suppliers.toSorted(
      (a, b) => (b.spread?.p50 ?? 0) - (a.spread?.p50 ?? 0),
    )
    expect(late?.id).toBe(supplierId)
    const highest = late?.record?.interval?.high ?? 100
    expect(others.every(({ record }) => (record?.onTime ?? 0) > highest)).toBe(true)
  })

  test('the setting that moves the scrap is found, and where history cannot tell it says so', async () => {
    const { reflow } = demoTruth(demoSeed).stories
    const ask = (equipment: string, response: ResponseId) =>
      processWindows(
        { db, principal: everywhere, clock: at(testNow) },
        { equipment, response, days: 90, detect: 0.2 },
      )
    const findingOf = async (equipment: string, response: ResponseId, id: string) => {
      const { machines } = await ask(equipment, response)
      const found = machines[0]?.settings.find(({ setting }) => setting.id === id)
      return { finding: found?.finding, trial: machines[0]?.trial }
    }
    const { machineId, parameterId, windowWithin, neverMoved } = reflow
    const { finding } = await findingOf(machineId, 'scrap_ratio', parameterId)
    if (finding?.verdict !== 'explains') throw new Error(`${finding?.verdict}`)
    expect(finding.window.from).toBeGreaterThanOrEqual(windowWithin.from)
    expect(finding.window.to).toBeLessThanOrEqual(windowWithin.to)
    expect(finding.gain.high).toBeLessThan(0)
    for (const response of reflow.movesNothingOf as ResponseId[]) {
      const { finding: other } = await findingOf(machineId, response, parameterId)
      expect(other?.verdict).toBe('none_found')
    }
    const never = await findingOf(neverMoved.machineId, 'scrap_ratio', neverMoved.parameterId)
    expect(never.finding).toMatchObject({ verdict: 'cannot_tell', why: 'hardly_moved' })
    expect(never.trial?.factors.map(({ id }) => id)).toEqual([neverMoved.parameterId])
  })

  test('holds every generated row, people and documents', async () => {
    const demo = demoRows()
    expect(await count('machine_state')).toBe(demo.rows('machine_state').length)
    expect(await count('production_count')).toBe(demo.rows('production_count').length)
    expect(await count('measurement')).toBe(demo.rows('measurement').length)
    expect(await count('ingest_refusal')).toBe(0)
    expect(await count('"user"')).toBe(demoUserIds.length)
    expect(await count('document')).toBe(41)
  })

  test('has facts that add up to the counts', async () => {
    const counts = demoRows().rows('production_count', 'suzhou')
    const [facts] = await db.tx('read', (tx) =>
      tx.rows<{ good: number; busy_s: number }>(sql`
        select sum(good) as good, sum(production_s + setup_s + delay_s + down_s + planned_stop_s) as busy_s
        from fact_hour where site_id = 'suzhou'`),
    )
    expect(facts?.good).toBe(counts.reduce((sum, { good }) => sum + good, 0))
    const allS = (12 * 90 * dayMs) / 1000
    expect(Math.abs((facts?.busy_s ?? 0) / allS - 1)).toBeLessThan(0.01)
  })

  test('is left alone by a second load, a day later', async () => {
    const before = await db.tx('owner', (tx) => tx.rows(sql`select * from ingest_source`))
    await loadDemo({ db, clock: at(new Date(testNow.getTime() + dayMs)) })
    expect(await db.tx('owner', (tx) => tx.rows(sql`select * from ingest_source`))).toEqual(before)
  })

  test('cites the procedure for a spindle bearing in both languages, and a page of the PDF', async () => {
    const ask = async (query: string, principal = supervisor) =>
      (await searchPassages({ db, principal }, { query, limit: 5 })).passages
    expect((await ask('How do I replace a spindle bearing?'))[0]?.document).toBe('SOP-SZ-014-EN')
    expect((await ask('怎么更换主轴轴承?'))[0]?.document).toBe('SOP-SZ-014-ZH')
    const dongguan = { ...supervisor, roles: [{ siteId: 'dongguan', role: 'supervisor' }] }
    const [oven] = await ask('reflow oven flux trap FT-07 cleaning', dongguan)
    expect(oven).toMatchObject({ document: 'MAN-DG-RFL', page: 2 })
  })

  // Suzhou's is filed below.
  test.each(['dongguan', 'chengdu'])('has a plan for %s that can be bettered', async (siteId) => {
    const rows = await db.tx('read', (tx) => readPlantRows(tx, siteId, testNow))
    const plan = await planSite(rows, {
      now: testNow,
      horizonHours: 168,
      ...{ exclusions: [], changes: [] },
      objective: 'due_dates',
    })
    expect(plan.notes).toEqual([])
    expect(plan.before.lateOrders).toBeGreaterThan(plan.after.lateOrders)
  })

  test('has something to decide, a better plan for suzhou among it, and files no more while it waits', async () => {
    for (const _ of ['first', 'again']) await fileDemoRequests({ db, clock: at(testNow) })
    const pending = await db.tx('owner', (tx) =>
      tx.rows<{ site: string; tool: string }>(sql`
        select site_id as site, tool from proposal where status = 'pending' order by 1, 2`),
    )
    expect(pending).toEqual([
      { site: 'chengdu', tool: 'open_maintenance_ticket' },
      { site: 'suzhou', tool: 'open_maintenance_ticket' },
      { site: 'suzhou', tool: 'propose_schedule' },
    ])
    const [filed] = await db.tx('owner', (tx) =>
      tx.rows<Pick<ProposalView, 'diff' | 'evidence'>>(sql`
        select diff, evidence from proposal where tool = 'propose_schedule'`),
    )
    const late = filed?.diff.entries.find(({ label }) => label.en === 'Late orders')
    expect(late?.before).toBeGreaterThan(Number(late?.after))
    const told = filed?.evidence.map(({ label }) => label.en)
    expect(told).toContain('Objective')
    expect(told).not.toContain('Contradiction in the data')
  })

  test('has alert rules, each approved by another than who asked, and sets them once', async () => {
    for (const _ of ['first', 'again']) await armDemoAlerts({ db, clock: at(testNow) })
    await executeReady({ db, clock: at(testNow), effects })
    const set = await db.tx('read', (tx) =>
      tx.rows<{ site: string; id: string; version: number }>(
        sql`select site_id as site, id, version from alert_rule order by 1, 2`,
      ),
    )
    expect(set.map(({ site, id, version }) => [site, id, version])).toEqual([
      ['chengdu', 'fill_weight', 1],
      ['chengdu', 'machine_down', 1],
      ['dongguan', 'machine_down', 1],
      ['suzhou', 'machine_down', 1],
      ['suzhou', 'spindle_vibration', 1],
    ])
  })

  test('is kept alive: time goes on without overlaps, and sending it twice changes nothing', async () => {
    const later = new Date(anchorMs + 5 * hourMs + 17 * 60_000)
    const place = { anchorMs, fromMs: anchorMs }
    expect(await simulateUpTo({ db, clock: at(later) }, place)).toBe(later.getTime())
    const states = await count('machine_state')
    expect(states).toBeGreaterThan(demoRows().rows('machine_state').length)
    await simulateUpTo({ db, clock: at(later) }, place)
    expect(await count('machine_state')).toBe(states)
    expect(await overlaps()).toBe(0)
    expect(await running()).toBe(36)
    const spoken = await db.tx('owner', (tx) =>
      tx.rows<{ until: Date }>(sql`select data_until as until from ingest_source
        where source = 'demo-mes' and stream = 'machine_state'`),
    )
    expect(spoken.map(({ until }) => until)).toEqual([later, later, later])
    const [spindle] = await db.tx('read', (tx) =>
      tx.rows<{ startAt: Date; reasonId: string }>(sql`
        select start_at as "startAt", reason_id as "reasonId" from machine_state
        where site_id = 'suzhou' and machine_id = 'SZ-CNC-03' and end_at is null`),
    )
    expect(spindle?.reasonId).toBe('spindle-bearing')
    expect(ms(spindle?.startAt ?? 0)).toBeLessThan(anchorMs)
  })

  test('stood still while it was closed for a week', async () => {
    const fromMs = anchorMs + 5 * hourMs + 17 * 60_000
    const later = new Date(anchorMs + 8 * dayMs)
    await simulateUpTo({ db, clock: at(later) }, { anchorMs, fromMs })
    expect(await overlaps()).toBe(0)
    const [closed] = await db.tx('read', (tx) =>
      tx.rows<{ hours: number }>(sql`
        select min(extract(epoch from end_at - start_at) / 3600)::float8 as hours from machine_state
        where category = 'planned_stop' and reason_id = 'planned'`),
    )
    expect(closed?.hours).toBeGreaterThan(90)
  })

  test('a simulator that is stopped at once ends', async () => {
    const log = { warn: () => undefined }
    const simulator = startSimulator({ db, clock: at(new Date(anchorMs)), log, everyMs: 3_600_000 })
    await simulator.stop()
  })

  const overlaps = () =>
    db.tx('read', async (tx) => {
      const [row] = await tx.rows<{ n: number }>(sql`
        select count(*) as n from (
          select end_at, lead(start_at) over (partition by machine_id order by start_at) as next_at
          from machine_state) s
        where next_at is not null and (end_at is null or end_at > next_at)`)
      return row?.n
    })

  const running = () =>
    db.tx('read', async (tx) => {
      const [row] = await tx.rows<{ n: number }>(
        sql`select count(*) as n from machine_state where end_at is null`,
      )
      return row?.n
    })
})
