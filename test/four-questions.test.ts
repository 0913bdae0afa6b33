/** The demo's four questions, each figure checked against SQL written by hand over the raw events. */

import { sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executeReady, followUpDue, getOutcome } from '../actions/index.ts'
import { type Answer, collectAnswer, runTurn } from '../agent/index.ts'
import { hourMs } from '../base/milliseconds.ts'
import { randomId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { openDemoDb } from '../demo/test-demo-db.ts'
import { testNow } from '../demo/test-plant-rows.ts'
import { ingest, type StreamRow } from '../factory/index.ts'
import { openTestPages } from '../server/test-pages.ts'
import { password } from '../server/test-server.ts'
import type { Db } from '../store/index.ts'
import { catalog, effects, measureWith, queryKpiTool, runTool } from '../tools/index.ts'
import { launchBrowser } from './support/browser.ts'
import { lastingFaultsOn } from './support/page-faults.ts'
import { signInAs } from './support/sign-in.ts'

const clock = () => testNow
const baseUrl = 'http://plant.test'
const weekLater = new Date(testNow.getTime() + 9 * 24 * 3_600_000)
const operator: Principal = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en',
}
/** Monday to Monday in Shanghai; and the seven days before today, and today so far. */
const lastWeek = { from: '2026-11-15T16:00:00.000Z', to: '2026-11-22T16:00:00.000Z' }

let db: Db
let server: Awaited<ReturnType<typeof openTestPages>>
beforeAll(async () => {
  db = await openDemoDb()
  server = await openTestPages({ db, clock, tools: catalog })
}, 590_000)
afterAll(() => server.close())

const ask = (question: string): Promise<Answer> =>
  collectAnswer(
    runTurn(
      { db, clock, newId: randomId, tools: catalog, baseUrl },
      {
        principal: operator,
        threadId: randomId('thr'),
        question,
        channel: 'test',
        signal: AbortSignal.timeout(60_000),
      },
    ),
  )

const byHand = <Row>(statement: ReturnType<typeof sql>) =>
  db.tx('owner', (tx) => tx.rows<Row>(statement))

describe('the built-in model on the demo factory', () => {
  test('最近哪个班组产量最低?', async () => {
    const { answer, figures, chart, language, abstained } = await ask('最近哪个班组产量最低?')
    const window = figures[0]?.window
    const teams = await byHand<{ id: string; zh: string; good: number }>(sql`
      select t.id, t.name_zh as zh, sum(c.good)::int as good
      from production_count c
      cross join lateral (
        select (c.at - interval '1 ms') at time zone 'Asia/Shanghai' as local) l
      join shift_roster r on r.site_id = c.site_id and r.shift_date = l.local::date
        and r.shift_id = case when extract(hour from l.local) < 8 then 'night'
          when extract(hour from l.local) < 16 then 'day' else 'evening' end
      join team t on t.site_id = c.site_id and t.id = r.team_id
      where c.site_id = 'suzhou' and c.at > ${window?.from} and c.at <= ${window?.to}
      group by t.id, t.name_zh order by good`)
    expect(teams).toHaveLength(4)
    expect(teams[0]?.id).toBe('D')
    expect(figures.map(({ value }) => value)).toEqual(teams.map(({ good }) => good))
    expect(answer.split('\n')[0]).toContain(teams[0]?.zh)
    expect(answer.split('\n')[0]).toContain(teams[0]?.good.toLocaleString('en'))
    expect({ language, abstained, chart: chart?.kind }).toEqual({
      language: 'zh',
      abstained: false,
      chart: 'bar',
    })
  })

  test('What was OEE of the Suzhou site last week, by line?', async () => {
    const question = 'What was OEE of the Suzhou site last week, by line?'
    const { answer, figures } = await ask(question)
    const lines = await byHand<{ line: string; oee: number }>(sql`
      with busy as (
        select e.line_id as line, sum(extract(epoch from
          least(coalesce(s.end_at, ${lastWeek.to}), ${lastWeek.to}::timestamptz)
          - greatest(s.start_at, ${lastWeek.from}::timestamptz))) as planned_busy_s
        from machine_state s
        join equipment e on e.site_id = s.site_id and e.id = s.machine_id
        where s.site_id = 'suzhou' and s.category <> 'planned_stop'
          and s.start_at < ${lastWeek.to} and coalesce(s.end_at, ${lastWeek.to}) > ${lastWeek.from}
        group by 1),
      made as (
        select e.line_id as line, sum(c.good) as good, sum(c.good + c.scrap + c.rework) as produced,
          sum(c.planned_run_s_per_piece * (c.good + c.scrap + c.rework)) as planned_run_s
        from production_count c
        join equipment e on e.site_id = c.site_id and e.id = c.machine_id
        where c.site_id = 'suzhou' and c.at > ${lastWeek.from} and c.at <= ${lastWeek.to}
        group by 1)
      select line, (100 * planned_run_s / planned_busy_s * good / produced)::float8 as oee
      from busy join made using (line) order by line`)
    expect(lines.length).toBeGreaterThan(1)
    for (const { line, oee } of lines) {
      const figure = figures.find(({ dimensions }) => dimensions.line?.startsWith(line))
      expect(figure?.value).toBeCloseTo(oee, 3)
      expect(figure?.window).toEqual({ ...lastWeek, zone: 'Asia/Shanghai' })
      expect(answer).toContain(`${oee.toFixed(1)}%`)
    }
  })

  test('3号机为什么停机?', async () => {
    const { answer, citations, abstained } = await ask('3号机为什么停机?')
    const [stop] = await byHand<{ machine: string; zh: string; minutes: number }>(sql`
      select e.id as machine, r.name_zh as zh,
        extract(epoch from ${testNow.toISOString()}::timestamptz - s.start_at)::int / 60 as minutes
      from machine_state s
      join equipment e on e.site_id = s.site_id and e.id = s.machine_id
      join downtime_reason r on r.site_id = s.site_id and r.id = s.reason_id
      where s.site_id = 'suzhou' and s.end_at is null and s.category = 'down'
        and '3号机' = any(e.aliases)`)
    expect(answer).toContain(stop?.machine)
    expect(answer).toContain(stop?.zh)
    expect(stop?.machine).toBe('SZ-CNC-03')
    expect(citations.map(({ document }) => document)).toContain('SOP-SZ-014-ZH')
    expect(abstained).toBe(false)
  })

  test('How do I replace a spindle bearing?', async () => {
    const { answer, citations, abstained } = await ask('How do I replace a spindle bearing?')
    expect(abstained).toBe(false)
    expect(citations[0]).toMatchObject({ document: 'SOP-SZ-014-EN', revision: 1 })
    for (const { document, revision, quote, heading } of citations) {
      const found = await byHand<{ text: string; path: string }>(sql`
        select text, array_to_string(heading_path, ' › ') as path from chunk
        where document_id = ${document} and revision = ${revision}`)
      const chunk = found.find(({ text }) => text.includes(quote))
      expect(chunk?.path, quote).toBe(heading)
    }
    expect(answer).toContain('Lock out and tag out')
  })
})

describe('a machine that breaks', () => {
  const supervisor: Principal = {
    userId: 'supervisor@suzhou',
    roles: [{ siteId: 'suzhou', role: 'supervisor' }],
    language: 'zh',
  }
  let browser: Browser
  let page: Page
  let planned = ''

  beforeAll(async () => {
    browser = await launchBrowser()
    const context = await browser.newContext({ locale: 'zh-CN' })
    await context.addInitScript(() => localStorage.setItem('jidoka.language', 'zh'))
    page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(`${server.url}/inbox`)
    await signInAs(page, supervisor.userId, password)
  })
  afterAll(() => browser?.close())

  const plans = () =>
    byHand<{ id: string; status: string; origin: string }>(sql`
      select id, status, origin from schedule_version where site_id = 'suzhou' order by published_at`)

  test('is told, planned around with alternatives, approved in the browser, and the plan changes once', async () => {
    const { answer, proposals } = await ask('CNC-07 坏了,预计停8小时,重排苏州')
    expect(answer).toContain('备选(改动最少)')
    expect(answer).toContain('备选(产出优先)')
    planned = proposals[0]?.action_id ?? ''
    const before = await plans()
    await page.getByRole('link', { name: /发布苏州工厂新排程/ }).press('Enter')
    for (const name of ['改动最少', '产出优先']) await page.getByText(`方案：${name}`).waitFor()
    await page.getByRole('button', { name: '批准' }).waitFor()
    await page.keyboard.press('a')
    await page.getByRole('dialog').locator('button[type=submit][aria-disabled=false]').waitFor()
    expect(await plans()).toEqual(before)
    await page.keyboard.press('Enter')
    await page.getByText('已批准，正在执行').first().waitFor()
    for (const _ of ['once', 'again']) await executeReady({ db, clock, effects })
    await page
      .getByText(/^排程 SV-\w+ 已发布/)
      .first()
      .waitFor()
    const after = await plans()
    expect(after).toHaveLength(before.length + 1)
    expect(after.filter(({ status }) => status === 'current')).toMatchObject([{ origin: 'action' }])
    const [kept] = await byHand<{ slots: number }>(sql`
      select count(*)::int as slots from schedule_slot s join schedule_version v
        on v.site_id = s.site_id and v.id = s.schedule_id and v.status = 'current'
      where s.site_id = 'suzhou' and s.machine_id = 'SZ-CNC-07'
        and s.start_at > ${testNow} and s.start_at < ${new Date(testNow.getTime() + 8 * 3_600_000)}`)
    expect(kept?.slots).toBe(0)
  })

  /** Points at the chart from place to place until it tells of an operation that waits. */
  async function pointAtWaiting(): Promise<{ x: number; y: number }> {
    const box = await page.getByRole('application').boundingBox()
    const waiting = page.getByRole('figure').getByText('待加工')
    if (box === null) throw new Error('there is no chart')
    for (let y = box.y + 40; y < box.y + box.height; y += 12) {
      for (let x = box.x + 0.3 * box.width; x < box.x + 0.9 * box.width; x += 40) {
        await page.mouse.move(x, y)
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
        if ((await waiting.count()) > 0) return { x, y }
      }
    }
    throw new Error('no operation waits')
  }

  test('an operation is dragged on the plan page and checked, without a fault in the dark and on a phone', async () => {
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.goto(`${server.url}/plan?site=suzhou`)
    const { x, y } = await pointAtWaiting()
    await page.mouse.down()
    await page.mouse.move(x + 90, y, { steps: 5 })
    await page.mouse.up()
    const trial = page.getByRole('region', { name: '移到别处的工序' })
    await trial.getByRole('table').waitFor()
    const desk = await lastingFaultsOn(page)
    await page.setViewportSize({ width: 390, height: 844 })
    expect([desk, await lastingFaultsOn(page)]).toEqual([[], []])
  })

  /** Pieces are counted each hour, so that each hour has its product. */
  function wholeHours(from: Date, to: Date): Date[] {
    const first = Math.floor(from.getTime() / hourMs) + 1
    const count = Math.max(0, Math.ceil(to.getTime() / hourMs) - first)
    return Array.from({ length: count }, (_, index) => new Date((first + index) * hourMs))
  }

  /** The plan as it was carried out: to the minute on one machine, not at all on the others. */
  async function carryOut(machineId: string): Promise<void> {
    const slots = await byHand<{ start_at: Date; end_at: Date; product_id: string }>(sql`
      select greatest(s.start_at, ${testNow}) as start_at, s.end_at, o.product_id
      from schedule_slot s
      join schedule_version v on v.site_id = s.site_id and v.id = s.schedule_id
        and v.status = 'current'
      join production_order o on o.site_id = s.site_id and o.id = s.order_id
      where s.site_id = 'suzhou' and s.machine_id = ${machineId} and s.end_at > ${testNow}`)
    const from = { siteId: 'suzhou', source: 'demo-mes' }
    const later = () => weekLater
    await ingest(
      { db, clock: later },
      {
        ...from,
        stream: 'machine_state',
        rows: slots.map(({ start_at, end_at }) => ({
          ...{ machineId, startAt: start_at, endAt: end_at },
          ...{ state: 'execute', category: 'production' },
        })),
      },
    )
    await ingest(
      { db, clock: later },
      {
        ...from,
        stream: 'production_count',
        rows: slots.flatMap(({ start_at, end_at, product_id }) =>
          [...wholeHours(start_at, end_at), end_at].map((at) => ({
            ...{ machineId, at, productId: product_id, plannedRunSPerPiece: 60 },
            ...{ good: 9, scrap: 0, rework: 0, firstPass: 9 },
          })),
        ),
      },
    )
  }

  test('is followed: what was kept of the plan, and whether orders came as it promised', async () => {
    const [machine] = await byHand<{ id: string }>(sql`
      select s.machine_id as id from schedule_slot s join schedule_version v
        on v.site_id = s.site_id and v.id = s.schedule_id and v.status = 'current'
      where s.site_id = 'suzhou' and s.start_at >= ${testNow}
      group by s.machine_id order by count(*) desc, s.machine_id limit 1`)
    const machineId = machine?.id ?? ''
    await carryOut(machineId)
    const context = {
      ...{ db, baseUrl, principal: operator, language: 'en' as const, newId: randomId },
      ...{ clock: () => weekLater, signal: AbortSignal.timeout(60_000), channel: 'test' },
      ...{ idempotencyKey: 'adherence', tainted: false },
    }
    const { data } = await runTool(queryKpiTool, context, {
      metrics: ['schedule_adherence'],
      window: { from: testNow.toISOString(), to: weekLater.toISOString() },
      ...{ filters: { site: ['suzhou'] }, dimensions: ['machine'] },
    })
    const kept = new Map(
      (data.rows as [string, string, string, number][]).map((row) => [row[0], row.at(-1)]),
    )
    expect(kept.get(machineId)).toBeGreaterThan(90)
    expect([...kept.values()].filter((share) => share === 0).length).toBeGreaterThan(3)

    // Every order ends when the plan says: then the promise comes true to the point.
    const done = await byHand<StreamRow<'production_order'>>(sql`
      select o.id, o.product_id as "productId", o.quantity, o.quantity as "producedQuantity",
        o.release_at as "releaseAt", o.due_at as "dueAt", o.priority, 'completed' as status,
        p.start_at as "startedAt", p.end_at as "completedAt"
      from production_order o
      join (select s.order_id, min(s.start_at) as start_at, max(s.end_at) as end_at
        from schedule_slot s join schedule_version v on v.site_id = s.site_id
          and v.id = s.schedule_id and v.status = 'current'
        where s.site_id = 'suzhou' group by s.order_id) p on p.order_id = o.id
      where o.site_id = 'suzhou'`)
    const orders = { siteId: 'suzhou', source: 'demo-erp', stream: 'production_order' as const }
    await ingest({ db, clock: () => weekLater }, { ...orders, rows: done })
    const deps = { db, clock: () => weekLater }
    expect(await followUpDue({ ...deps, measure: measureWith(deps) })).toBeGreaterThan(0)
    const outcome = await getOutcome(db, supervisor, { siteId: 'suzhou', id: planned })
    expect(outcome).toMatchObject({
      tool: 'propose_schedule',
      metric: 'on_time_delivery',
      hit: true,
    })
    const [promised] = await byHand<{ share: number }>(sql`
      select (indicators ->> 'on_time_percent')::float8 as share from schedule_version
      where site_id = 'suzhou' and status = 'current'`)
    expect(outcome?.after).toBeCloseTo(promised?.share ?? Number.NaN, 0)
    await page.goto(`${server.url}/inbox/suzhou/${planned}`)
    await page.getByRole('heading', { name: '实测成效' }).waitFor()
    expect(await page.getByText(/^承诺：/).textContent()).toContain('已兑现')
  })
})
