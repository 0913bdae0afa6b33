import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decide, executeReady, getProposal } from '../../actions/index.ts'
import type { Principal } from '../../base/principal.ts'
import { type KpiResult, queryKpi, readUsage, readUses } from '../../factory/index.ts'
import { plantClock, plantFacts, plantNow, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import type { AnyTool } from '../define-tool.ts'
import { runTool } from '../surfaces.ts'
import { effects } from './effects.ts'
import { proposeMetricChangeTool } from './propose-metric-change.ts'
import { testContext } from './test-context.ts'

type Role = (typeof schema.roles)[number]
const person = (userId: string, ...held: [siteId: string, role: Role][]): Principal => ({
  userId,
  roles: held.map(([siteId, role]) => ({ siteId, role })),
  language: 'en',
})
const everywhere = (role: Role): [string, Role][] =>
  ['group', 'suzhou', 'dongguan'].map((siteId) => [siteId, role])

const manager = person('manager@group', ...everywhere('manager'))
const admin = person('admin@group', ...everywhere('admin'))
const quality = person('quality@suzhou', ['suzhou', 'quality'])
const operator = person('operator@suzhou', ['suzhou', 'operator'])

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plantFacts())
  await db.tx('app', (tx) =>
    tx.orm
      .insert(schema.userRole)
      .values(
        [manager, admin, quality, operator].flatMap(({ userId, roles }) =>
          roles.map(({ siteId, role }) => ({ siteId, userId, role: role as Role })),
        ),
      ),
  )
})
afterAll(() => db.close())

type Reply = {
  proposal: { action_id: string; status: string } | null
  scope: string
  version: number | null
  changes: (string | number | null)[][]
  values: (string | number | null)[][]
}

let asked = 0
const ask = async (args: Record<string, unknown>, principal = manager) => {
  asked += 1
  const context = testContext(db, {
    principal,
    idempotencyKey: `request-${asked}`,
    newId: (prefix) => `${prefix}_metric${asked}`,
  })
  const { data } = await runTool(proposeMetricChangeTool as unknown as AnyTool, context, args)
  return data as Reply
}

async function decideAs(principal: Principal, siteId: string, id: string): Promise<string> {
  const found = await getProposal(db, principal, siteId, id)
  if (!found) throw new Error(`no proposal ${id}`)
  const { version, argsSha256 } = found
  const given = { siteId, id, version, argsSha256, verdict: 'approve' as const }
  return (await decide({ db, clock: plantClock }, { principal, channel: 'web' }, given)).outcome
}

async function approved(reply: Reply): Promise<string> {
  const { scope } = reply
  const id = reply.proposal?.action_id ?? ''
  expect(await decideAs(admin, scope, id)).toBe('approved')
  await executeReady({ db, clock: plantClock, effects })
  return (await getProposal(db, manager, scope, id))?.status ?? ''
}

const window = { from: '2026-11-16', to: '2026-11-23' }
const read = (metric: string, principal: Principal = operator): Promise<KpiResult> =>
  queryKpi({ db, principal, clock: plantClock, language: 'en' }, { metrics: [metric], window })
const figureOf = async (metric: string, principal?: Principal) =>
  (await read(metric, principal)).rows[0]?.now[0]?.value ?? null

/** Set-up no longer counts as a loss. */
const withoutSetup = {
  formula: {
    factors: [{ numerator: ['production_s'], denominator: ['production_s', 'delay_s', 'down_s'] }],
    scale: 100,
  },
}

describe('a metric change', () => {
  it('goes through the gate, and the old answer still resolves to the old version', async () => {
    const before = await read('availability')
    const answer = before.rows[0]?.now[0]?.value
    expect(before.metrics[0]?.version).toBe(1)

    const reply = await ask({ metric: 'availability', definition: withoutSetup })
    expect(reply.proposal).toMatchObject({ status: 'pending' })
    expect((await read('availability')).metrics[0]?.version).toBe(1)
    expect(await decideAs(manager, 'group', reply.proposal?.action_id ?? '')).toBe('self_approval')
    expect(await approved(reply)).toBe('done')

    const after = await read('availability')
    expect(after.metrics[0]?.version).toBe(2)
    expect(after.rows[0]?.now[0]?.value).toBeGreaterThan(answer ?? 0)
    const old = await read('availability@1')
    expect(old.metrics[0]).toMatchObject({ id: 'availability', version: 1 })
    expect(old.rows[0]?.now[0]?.value).toBe(answer)
    const both = await queryKpi(
      { db, principal: operator, clock: plantClock, language: 'en' },
      { metrics: ['availability', '可用率@1'], window },
    )
    expect(both.metrics.map(({ version }) => version)).toEqual([2, 1])
    await expect(read('availability@7')).rejects.toMatchObject({
      hint: 'Known: availability@1, availability@2.',
    })
  })

  it('shows as a draft what would change, site by site, and files nothing', async () => {
    const reply = await ask({
      metric: 'OEE',
      definition: { unit: '‰', formula: scaled(1000) },
      draft: true,
    })
    expect(reply.proposal).toBeNull()
    expect(reply.changes).toContainEqual(['Unit', '%', '‰'])
    expect(reply.values.map(([site]) => site)).toEqual(['dongguan', 'suzhou'])
    for (const [, , , was, is] of reply.values) {
      expect(Number(is) / Number(was)).toBeCloseTo(10, 3)
    }
    const proposals = await db.tx('owner', (tx) =>
      tx.rows(sql`select id from proposal where diff::text like '%‰%'`),
    )
    expect(proposals).toEqual([])
  })

  it('may be a metric of one site, which the others do not have', async () => {
    const reply = await ask(
      {
        metric: 'night_yield',
        scope: 'suzhou',
        definition: {
          names: { zh: '夜班良率', en: 'Night yield' },
          synonyms: { zh: [], en: [] },
          unit: '%',
          better: 'up',
          formula: {
            factors: [{ numerator: ['good'], denominator: ['good', 'scrap'] }],
            scale: 100,
          },
          dimensions: ['site', 'line'],
          source: { standard: 'site' },
          note: { zh: '良品 ÷ 良品与报废。', en: 'Good over good and scrap.' },
          owner: 'quality',
          level: 'site',
        },
      },
      quality,
    )
    expect(reply.version).toBeNull()
    expect(await decideAs(manager, 'suzhou', reply.proposal?.action_id ?? '')).toBe('approved')
    await executeReady({ db, clock: plantClock, effects })
    expect(await figureOf('夜班良率')).toBeGreaterThan(50)
    await expect(read('night_yield', person('x', ['dongguan', 'operator']))).rejects.toMatchObject({
      field: 'metrics',
    })
  })

  it('may be the end of a metric; what was answered with it still resolves', async () => {
    const answer = await figureOf('rework_ratio')
    expect(await approved(await ask({ metric: 'rework_ratio', action: 'retire' }))).toBe('done')
    await expect(read('rework_ratio')).rejects.toMatchObject({ field: 'metrics' })
    expect(await figureOf('rework_ratio@1')).toBe(answer)
  })

  it('is stale when the metric changed in the meantime', async () => {
    const one = await ask({ metric: 'mttr', definition: { better: 'up' } })
    const two = await ask({ metric: 'mttr', definition: { unit: 'minutes' } })
    expect(await approved(one)).toBe('done')
    expect(await approved(two)).toBe('stale')
    expect((await read('mttr')).metrics[0]).toMatchObject({ version: 2, better: 'up', unit: 'min' })
  })

  it('is stale when another metric took its word in the meantime', async () => {
    const words = (en: string) => ({ synonyms: { zh: [], en: [en] } })
    const one = await ask({ metric: 'stops', definition: words('halts') })
    const two = await ask({ metric: 'failures', definition: words('Halts') })
    expect(await approved(one)).toBe('done')
    expect(await approved(two)).toBe('stale')
  })
})

const scaled = (scale: number) => ({
  factors: [
    { numerator: ['planned_run_s'], denominator: ['production_s', 'setup_s', 'delay_s', 'down_s'] },
    { numerator: ['good'], denominator: ['good', 'scrap', 'rework'] },
  ],
  scale,
})

describe('a metric change is refused', () => {
  it('when a word would mean two metrics, naming both', async () => {
    await expect(
      ask({ metric: 'mttf', definition: { synonyms: { zh: ['直通率'], en: [] } } }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message:
        'metric.synonyms: "直通率" would mean both mttf (group) and first_pass_yield (group).',
    })
    await expect(
      ask({
        metric: 'mttf',
        scope: 'suzhou',
        definition: { synonyms: { zh: [], en: ['night yield'] } },
      }),
    ).rejects.toMatchObject({ message: expect.stringContaining('night_yield (suzhou)') })
    const elsewhere = { synonyms: { zh: [], en: ['night yield'] } }
    const reply = await ask({
      metric: 'mttf',
      scope: 'dongguan',
      definition: elsewhere,
      draft: true,
    })
    expect(reply.changes).toHaveLength(1)
  })

  it('to whoever owns no such metric, by the tool and by the database', async () => {
    const change = { metric: 'oee', definition: { better: 'down' } }
    for (const scope of ['suzhou', 'group']) {
      await expect(ask({ ...change, scope }, operator)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(ask({ ...change, scope: 'suzhou' }, quality)).rejects.toMatchObject({
      code: 'forbidden',
      hint: 'Ask somebody who is manager or admin or supervisor at suzhou.',
    })
    const filing = {
      site_id: 'suzhou',
      id: 'act_x',
      tool: 'propose_metric_change',
      args: '{}',
      evidence: [],
      diff: {},
      preconditions: {},
      tainted: false,
      channel: 'x',
      idempotency_key: 'x',
      title_zh: 'x',
      title_en: 'x',
    }
    await expect(
      db.tx(
        'propose',
        (tx) =>
          tx.rows(
            sql`select id from jidoka_propose(${JSON.stringify(filing)}::jsonb, ${plantNow})`,
          ),
        { principal: operator },
      ),
    ).rejects.toThrow(/takes one of the roles/)
  })

  it.each([
    [{ metric: 'oeee', definition: { unit: '%' } }, 'metrics'],
    [{ metric: 'oee', scope: 'suzho', definition: { unit: '%' } }, 'scope'],
    [{ metric: 'oee', definition: { colour: 'red' } }, 'metric.'],
    [{ metric: 'oee', definition: { unit: '%' } }, 'definition'],
    [
      { metric: 'oee', definition: { formula: { factors: [{ numerator: ['gold'] }] } } },
      'metric.formula.factors.0.numerator.0',
    ],
    [{ metric: 'oee', definition: { dimensions: ['reason'] } }, 'metric.dimensions'],
    // Each figure of it would be an error of the database, or a statement of a megabyte.
    [
      {
        metric: 'oee',
        definition: { formula: { factors: [{ numerator: ['good'] }], scale: 1e308 } },
      },
      'metric.formula.scale',
    ],
    [
      {
        metric: 'oee',
        definition: { formula: { factors: [{ numerator: Array(999).fill('good') }] } },
      },
      'metric.formula.factors.0.numerator',
    ],
    [
      { metric: 'oee', definition: { synonyms: { zh: Array(999).fill('效率'), en: [] } } },
      'metric.synonyms.zh',
    ],
    [{ metric: 'oee', scope: 'suzhou', action: 'retire' }, 'metric'],
    [{ metric: 'oee', action: 'delete' }, 'action'],
  ])('%j', async (args, field) => {
    await expect(ask(args)).rejects.toMatchObject({ code: 'invalid_input', field })
  })
})

describe('lineage', () => {
  it('knows how often a version was used, and tells people their own questions only', async () => {
    const figures = (version: number) => [
      { metric: 'mtbf', version },
      { metric: 'mtbf', version },
      { metric: 'output', version: 1 },
    ]
    await db.tx('chat', async (tx) => {
      const turns = [
        [operator.userId, 'How long between failures?', 1],
        [operator.userId, 'And now?', 2],
        [quality.userId, 'A secret question', 1],
      ] as const
      for (const [index, [userId, question, version]] of turns.entries()) {
        await tx.rows(sql`insert into thread (user_id, id, channel, title, created_at)
          values (${userId}, ${`t${index}`}, 'web', 'x', ${plantNow})`)
        await tx.rows(sql`insert into turn (user_id, thread_id, seq, question, status, answer, started_at)
          values (${userId}, ${`t${index}`}, 1, ${question}, 'done',
            ${JSON.stringify({ figures: figures(version) })}::jsonb, ${plantNow})`)
      }
    })
    const usage = await db.tx('read', (tx) => readUsage(tx, ['mtbf']), { principal: operator })
    expect(usage).toEqual([
      { metric: 'mtbf', version: 1, answers: 2, people: 2, lastAt: plantNow },
      { metric: 'mtbf', version: 2, answers: 1, people: 1, lastAt: plantNow },
    ])
    const uses = await readUses(db, operator, { metric: 'mtbf', limit: 10 })
    expect(uses.map(({ question, version }) => [question, version])).toEqual([
      ['How long between failures?', 1],
      ['And now?', 2],
    ])
  })
})
