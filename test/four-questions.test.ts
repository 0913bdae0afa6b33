/** The demo's four questions, each figure checked against SQL written by hand over the raw events. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decide, executeReady, getProposal } from '../actions/index.ts'
import { type Answer, collectAnswer, runTurn } from '../agent/index.ts'
import { randomId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { loadDemo } from '../demo/index.ts'
import { testNow } from '../demo/test-plant-rows.ts'
import { seedMetrics } from '../factory/index.ts'
import { type Db, schema } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { catalog, effects } from '../tools/index.ts'

const clock = () => testNow
const baseUrl = 'http://plant.test'
const operator: Principal = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en',
}
/** Monday to Monday in Shanghai; and the seven days before today, and today so far. */
const lastWeek = { from: '2026-11-15T16:00:00.000Z', to: '2026-11-22T16:00:00.000Z' }

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await db.tx('ingest', (tx) => seedMetrics(tx, testNow))
  await loadDemo({ db, clock })
}, 240_000)
afterAll(() => db.close())

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
  const plans = () =>
    byHand<{ id: string; status: string; origin: string }>(sql`
      select id, status, origin from schedule_version where site_id = 'suzhou' order by published_at`)

  test('is told, planned around with alternatives, approved, and the plan changes once', async () => {
    const { answer, proposals } = await ask('CNC-07 坏了,预计停8小时,重排苏州')
    expect(answer).toContain('备选(改动最少)')
    expect(answer).toContain('备选(产出优先)')
    const [filed] = proposals
    const before = await plans()
    await db.tx('app', (tx) =>
      tx.orm
        .insert(schema.userRole)
        .values({ siteId: 'suzhou', userId: supervisor.userId, role: 'supervisor' })
        .onConflictDoNothing(),
    )
    const id = filed?.action_id ?? ''
    const asked = await getProposal(db, supervisor, 'suzhou', id)
    if (asked === null) throw new Error('nothing was proposed')
    const { version, argsSha256 } = asked
    const gate = { db, clock, newId: randomId }
    const given = { siteId: 'suzhou', id, version, argsSha256, verdict: 'approve' as const }
    const by = { principal: supervisor, channel: 'web' }
    expect((await decide(gate, by, given)).outcome).toBe('approved')
    for (const _ of ['once', 'again']) await executeReady({ db, clock, effects })
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
})
