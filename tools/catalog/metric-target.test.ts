import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  decide,
  executeReady,
  getProposal,
  type ProposalView,
  proposeUndo,
} from '../../actions/index.ts'
import type { Principal } from '../../base/principal.ts'
import { queryKpi } from '../../factory/index.ts'
import { plantFacts, plantNow, principalOf, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { proposeTarget, setTargetEffect } from './metric-target.ts'

const supervisor = principalOf('suzhou')
const manager: Principal = {
  ...{ userId: 'manager@suzhou', language: 'en' },
  roles: [{ siteId: 'suzhou', role: 'manager' }],
}

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plantFacts())
  await db.tx('app', async (tx) => {
    for (const { userId, roles } of [supervisor, manager]) {
      await tx.rows(
        sql`insert into user_role values ('suzhou', ${userId}, ${roles[0]?.role ?? ''})`,
      )
    }
  })
  await db.tx('ingest', ({ orm }) =>
    orm
      .insert(schema.metricTarget)
      .values({ siteId: 'suzhou', metricId: 'oee', scopeId: 'suzhou', target: 72 }),
  )
})
afterAll(() => db.close())

const dayMs = 86_400_000
let now = plantNow
let keys = 0
const newId = (prefix: string) => {
  keys += 1
  return `${prefix}_target${keys}`
}
const deps = () => ({ db, clock: () => now, newId, effects: [setTargetEffect] })
const requester = (principal = supervisor) => ({
  ...{ principal, channel: 'test', tainted: false, idempotencyKey: newId('k') },
})
const asked = { site: 'suzhou', metric: 'OEE', target: 80, fromDay: '2026-11-26', reason: 'agreed' }
const file = (given: object = {}, principal = supervisor) =>
  proposeTarget(deps(), requester(principal), { ...asked, ...given })

async function decided({ siteId, id, version, argsSha256 }: ProposalView, by = manager) {
  const input = { siteId, id, version, argsSha256, verdict: 'approve' as const }
  const { outcome } = await decide(deps(), { principal: by, channel: 'test' }, input)
  if (outcome !== 'approved') return outcome
  await executeReady(deps())
  await executeReady(deps())
  return (await getProposal(db, manager, siteId, id))?.status
}

/** Site and lines with their targets, beside figures of a day. */
async function targetsOf(from: string, to: string): Promise<Record<string, number>> {
  const by = { db, principal: supervisor, clock: () => now, language: 'en' as const }
  const { targets } = await queryKpi(by, { metrics: ['oee'], window: { from, to } })
  return Object.fromEntries(targets.map(({ scope, target }) => [scope, target]))
}
const rows = () =>
  db.tx('owner', (tx) =>
    tx.rows(sql`select scope_id as scope, seq, target, from_day::text as day
      from metric_target_version order by scope_id, seq`),
  )

it('holds from its day once another person approved it; earlier figures keep the target they had', async () => {
  const filed = await file()
  expect(filed.diff.entries[0]).toMatchObject({ before: 72, after: 80, unit: '%' })
  expect(await decided(filed, supervisor)).not.toBe('done')
  expect(await rows()).toEqual([])
  expect(await decided(filed)).toBe('done')
  expect(await rows()).toEqual([{ scope: 'suzhou', seq: 1, target: 80, day: '2026-11-26' }])
  expect(await targetsOf('2026-11-23', '2026-11-24')).toEqual({ suzhou: 72 })
  // A window that reaches into the future is judged by what holds now.
  expect(await targetsOf('2026-11-23', '2026-11-30')).toEqual({ suzhou: 72 })
  now = new Date(plantNow.getTime() + 3 * dayMs)
  expect(await targetsOf('2026-11-26', '2026-11-27')).toEqual({ suzhou: 80 })
  expect(await targetsOf('2026-11-25', '2026-11-26')).toEqual({ suzhou: 72 })
})

it('is not made where another target, or another import, came between', async () => {
  const at = { line: 'SZ-L1', fromDay: '2026-11-28' }
  const [first, second] = [await file({ ...at, target: 70 }), await file({ ...at, target: 75 })]
  expect(await decided(first)).toBe('done')
  expect(await decided(second)).toBe('stale')
  const third = await file({ line: 'SZ-L2', fromDay: '2026-11-28' })
  await db.tx('ingest', ({ orm }) =>
    orm
      .insert(schema.metricTarget)
      .values({ siteId: 'suzhou', metricId: 'oee', scopeId: 'SZ-L2', target: 60 }),
  )
  expect(await decided(third)).toBe('stale')
  expect(await targetsOf('2026-11-26', '2026-11-27')).toEqual({ suzhou: 80, 'SZ-L2': 60 })
})

it('never begins before its approval, and is taken back by the target before', async () => {
  const late = await file({ fromDay: '2026-11-27', target: 85 })
  now = new Date(now.getTime() + dayMs)
  expect(await decided(late)).toBe('done')
  expect((await rows()).at(-1)).toMatchObject({ seq: 2, target: 85, day: '2026-11-28' })
  const undo = await proposeUndo(deps(), requester(), { siteId: 'suzhou', id: late.id })
  expect(await decided(undo)).toBe('done')
  expect((await rows()).at(-1)).toMatchObject({ seq: 3, target: 80, day: '2026-11-28' })
  expect((await getProposal(db, manager, 'suzhou', late.id))?.status).toBe('compensated')
})

it('fails rather than take the place of one that was to follow it', async () => {
  expect(await decided(await file({ fromDay: '2026-11-30', target: 90 }))).toBe('done')
  const late = await file({ fromDay: '2026-11-29', target: 86 })
  now = new Date(now.getTime() + 1.9 * dayMs)
  expect(await decided(late)).toBe('failed')
  expect(await targetsOf('2026-11-29', '2026-12-01')).toMatchObject({ suzhou: 90 })
})

it('refuses what cannot be by field, value and fix', async () => {
  const refusals: [object, string, RegExp][] = [
    [{ metric: 'oeee' }, 'metrics', /"oeee" is not known.*/],
    [{ line: 'SZ-L9' }, 'line', /"SZ-L9" is not known/],
    [{ site: 'wuxi' }, 'site', /"wuxi" is not known/],
    [{ target: 101 }, 'target', /101 % is outside what oee can be/],
    [{ metric: 'wip', target: -1 }, 'target', /-1 pieces is outside what wip can be/],
    [{ metric: 'wip', line: 'SZ-L1' }, 'line', /wip does not go by line/],
    [{ fromDay: '2026-11-29' }, 'fromDay', /2026-11-29 is past/],
    [{ target: 90 }, 'target', /90 holds on 2026-11-30 already/],
  ]
  for (const [given, field, message] of refusals) {
    await expect(file({ fromDay: '2026-11-30', ...given }, manager)).rejects.toMatchObject({
      ...{ code: 'invalid_input', field, message: expect.stringMatching(message) },
      hint: expect.stringMatching(/\w/),
    })
  }
  const operator: Principal = { ...manager, roles: [{ siteId: 'suzhou', role: 'operator' }] }
  await expect(file({}, operator)).rejects.toMatchObject({ code: 'forbidden' })
})

it('is written by an approved action alone, and never rewritten', async () => {
  const forced = sql`insert into metric_target_version
    values ('suzhou', 'oee', 'suzhou', 5, 1, '2026-01-01', 'act_x', now())`
  for (const role of ['ingest', 'execute', 'owner'] as const) {
    await expect(db.tx(role, (tx) => tx.rows(forced))).rejects.toThrow()
  }
  const change = sql`update metric_target_version set target = 1`
  await expect(db.tx('owner', (tx) => tx.rows(change))).rejects.toThrow()
})
