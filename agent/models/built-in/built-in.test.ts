import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  plantClock,
  plantFacts,
  plantNow,
  principalOf,
  writePlant,
} from '../../../factory/test-plant.ts'
import { addDocument } from '../../../knowledge/index.ts'
import { type Db, schema } from '../../../store/index.ts'
import { openTestDb } from '../../../store/test-db.ts'
import { catalog } from '../../../tools/index.ts'
import { type Answer, collectAnswer, runTurn } from '../../index.ts'

const manual = `# Spindle bearing replacement

## Replacing the spindle bearing

**Warning: lock out the power before opening the housing.**

1. Remove the spindle cover with its 6 screws.
2. Pull the old bearing with the extractor.
3. Heat the new bearing to 80 °C and fit it.
4. Tighten the cap screws to 25 Nm.
`
const manualZh = `# 主轴轴承更换作业指导

## 更换主轴轴承

警告:打开前必须断电挂牌。

1. 拆下主轴端盖的6颗螺钉。
2. 用拉拔器取出旧轴承。
3. 新轴承加热到80℃后装入。
4. 端盖螺钉拧紧到25牛·米。
`

let db: Db
let threads = 0

beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plantFacts())
  await db.tx('app', (tx) =>
    tx.rows(sql`insert into user_role values ('suzhou', 'supervisor@suzhou', 'supervisor')`),
  )
  await db.tx('ingest', async (tx) => {
    await tx.orm.insert(schema.machineState).values(stopOf('SZ-CNC-03'))
    await tx.orm.insert(schema.ticket).values(['WO-1', 'WO-2', 'WO-3'].map(ticketOf))
  })
  await addText('spindle.md', manual)
  await addText('zhuzhou.md', manualZh)
})
afterAll(() => db.close())

const addText = (fileName: string, text: string) =>
  addDocument(
    { db, clock: plantClock },
    { siteId: 'suzhou', fileName, bytes: new TextEncoder().encode(text) },
  )

const stopOf = (machineId: string) => ({
  siteId: 'suzhou',
  machineId,
  startAt: new Date(plantNow.getTime() - 90 * 60_000),
  state: 'aborted',
  category: 'down' as const,
  reasonId: 'tool_change',
  note: '主轴轴承更换',
  source: 'test',
  sourceKey: '1',
})

const ticketOf = (id: string, at: number) => ({
  siteId: 'suzhou',
  id,
  equipmentId: 'SZ-CNC-02',
  kind: 'corrective' as const,
  status: 'closed' as const,
  priority: 'medium' as const,
  title: 'Coolant pump',
  openedAt: new Date(`2026-${String(at * 4 + 1).padStart(2, '0')}-10T02:00:00Z`),
  origin: 'import' as const,
  source: 'test',
  sourceKey: id,
})

function ask(
  question: string,
  threadId = `thread_${++threads}`,
  ...sites: string[]
): Promise<Answer> {
  let ids = 0
  const newId = (prefix: string) => `${prefix}_${threadId}${++ids}`
  const deps = { db, clock: plantClock, newId, tools: catalog, baseUrl: 'http://plant.test' }
  return collectAnswer(
    runTurn(deps, {
      principal: principalOf(...(sites.length > 0 ? sites : ['suzhou'])),
      threadId,
      question,
      channel: 'cli',
      signal: new AbortController().signal,
    }),
  )
}

const byHand = <Row>(statement: ReturnType<typeof sql>) =>
  db.tx('owner', (tx) => tx.rows<Row>(statement))

describe('the built-in model with the whole catalogue', () => {
  it.each(['最近哪个班组产量最低?', 'Which team had the lowest output recently?'])(
    'names the team that SQL written by hand finds: %s',
    async (question) => {
      const [lowest] = await byHand<{ zh: string; en: string; good: number }>(sql`
        select t.name_zh as zh, t.name_en as en, sum(f.good) as good from fact_hour f
        join team t on t.site_id = f.site_id and t.id = f.team_id
        where f.site_id = 'suzhou' and f.hour >= '2026-11-17T16:00Z' and f.hour < '2026-11-24T03:00Z'
        group by 1, 2 order by 3 limit 1`)
      const answer = await ask(question)
      const name = answer.language === 'zh' ? lowest?.zh : lowest?.en
      expect(answer.answer.split('\n')[0]).toContain(name)
      expect(answer.answer.split('\n')[0]).toContain(lowest?.good.toLocaleString('en-US'))
      expect(answer).toMatchObject({ abstained: false, reason: null, model: 'built-in' })
      expect(answer.chart).toMatchObject({ kind: 'bar' })
    },
  )

  it.each(['What was OEE of the Suzhou site last week, by line?', '苏州上周各条线的OEE是多少?'])(
    'gives a ratio of sums per line: %s',
    async (question) => {
      const rows = await byHand<{ line: string; oee: number }>(sql`
        select line_id as line, 100 * sum(planned_run_s)
            / sum(production_s + setup_s + delay_s + down_s)
            * sum(good) / sum(good + scrap + rework) as oee
        from fact_hour where site_id = 'suzhou'
          and hour >= '2026-11-15T16:00Z' and hour < '2026-11-22T16:00Z' group by 1`)
      const { answer } = await ask(question)
      for (const { line, oee } of rows) {
        const said = answer.split('\n').find((text) => text.startsWith('- ') && text.includes(line))
        expect(said).toContain(`${oee.toFixed(1)}%`)
      }
    },
  )

  it.each(['3号机为什么停机?', 'Why is machine 3 down?'])(
    'reads the state, then looks the cause up: %s',
    async (question) => {
      const { answer, calls, citations, reason } = await ask(question)
      expect(calls.map(({ tool }) => tool).slice(0, 2)).toEqual([
        'read_machine_state',
        'search_knowledge',
      ])
      expect(answer).toContain('SZ-CNC-03')
      expect(answer).toMatch(/换刀|Tool change/)
      expect(citations.length).toBeGreaterThan(0)
      expect(reason).toBeNull()
    },
  )

  it.each([
    ['How do I replace a spindle bearing?', 'Tighten the cap screws to 25 Nm.'],
    ['怎么更换主轴轴承?', '端盖螺钉拧紧到25牛·米。'],
  ])('quotes the document in the language of the question: %s', async (question, words) => {
    const { answer, citations } = await ask(question)
    expect(answer.indexOf(words)).toBeGreaterThan(0)
    expect(citations.some(({ quote }) => quote.includes(words))).toBe(true)
  })

  it.each([
    'how many corrective work orders did SZ-CNC-02 have in 2026?',
    '2号机2026年有多少张故障维修工单?',
  ])('counts tickets: %s', async (question) => {
    const { answer, figures } = await ask(question)
    expect(answer).toContain('**3**')
    expect(figures[0]).toMatchObject({ metric: 'ticket_count', value: 3 })
  })

  it.each(['给3号机开一张维修工单:主轴异响', 'Open a ticket for machine 3: spindle noise'])(
    'files a proposal, and says that a person must approve it: %s',
    async (question) => {
      const { answer, proposals, reason } = await ask(question)
      expect(proposals).toHaveLength(1)
      expect(proposals[0]).toMatchObject({ tool: 'open_maintenance_ticket', status: 'pending' })
      expect(answer).toContain(proposals[0]?.inbox_url)
      expect(reason).toBeNull()
      expect(await byHand(sql`select id from ticket where equipment_id = 'SZ-CNC-03'`)).toEqual([])
    },
  )

  it.each([
    ['MTBF of SZ-CNC-01 last week', 'mtbf'],
    ['OEE trend of line SZ-L1 last 5 days', 'oee'],
    ['苏州昨天停机原因排名', 'downtime'],
    ['本周产量环比', 'output'],
    ['上周直通率按产品', 'first_pass_yield'],
    ['哪些机器停着?', 'downtime'],
  ])('answers with figures that pass the guard: %s', async (question, metric) => {
    const { figures, abstained, reason } = await ask(question)
    expect(figures.map((figure) => figure.metric)).toContain(metric)
    expect({ abstained, reason }).toEqual({ abstained: false, reason: null })
  })

  it.each([
    '有哪些指标?',
    'how is MTBF calculated?',
    'list all machines',
    'which orders are late?',
    '有哪些产线?',
  ])('answers from the catalogue and the order book: %s', async (question) => {
    const { answer, reason } = await ask(question)
    expect(answer).not.toBe('')
    expect(reason).toBeNull()
  })

  it('asks back about a machine that is not there, with the sites that are', async () => {
    const { ask_back, figures, calls } = await ask('MTTR of SZ-CNC-09')
    expect(ask_back).toMatch(/SZ-CNC-09.*\n- /s)
    expect([...figures, ...calls]).toEqual([])
  })

  it.each([
    ['how do I bake a cake?', 'no_data'],
    ['今天天气怎么样?', 'outside'],
    ['OEE of Suzhou in 2013', 'no_data'],
    ['reschedule Suzhou', 'refused'],
  ])('abstains with a reason: %s', async (question, reason) => {
    expect(await ask(question)).toMatchObject({
      abstained: true,
      reason,
      figures: expect.any(Array),
    })
  })

  it('asks which machine is meant, and goes on with the answer', async () => {
    const asked = await ask('3号机为什么停机?', 'group', 'suzhou', 'dongguan')
    expect(asked.ask_back).toContain('DG-CNC-03')
    expect(asked.calls).toEqual([])
    const answered = await ask('苏州', 'group', 'suzhou', 'dongguan')
    expect(answered.answer).toContain('SZ-CNC-03')
  })

  it('understands follow-ups of the same thread', async () => {
    await ask('苏州上周OEE', 'follow')
    const answer = await ask('那可用率呢?', 'follow')
    expect(answer.calls[0]?.args).toMatchObject({
      metrics: ['availability'],
      filters: { site: ['suzhou'] },
      window: { period: 'last_week' },
    })
  })

  it('gives the same proposal when an abandoned turn is asked again', async () => {
    const question = '给4号机开一张维修工单:冷却液泄漏'
    const first = await ask(question, 'crashed')
    await byHand(sql`update turn set status = 'running', answer = null, started_at = '2026-11-24T01:00Z'
      where thread_id = 'crashed'`)
    const again = await ask(question, 'crashed')
    expect(first.proposals).toHaveLength(1)
    expect(again.proposals[0]?.action_id).toBe(first.proposals[0]?.action_id)
  })

  it('shows nothing of a site that is not ones own', async () => {
    const answer = await ask('OEE of Dongguan last week')
    expect(JSON.stringify(answer.figures)).not.toContain('dongguan')
  })
})
