/** From failures and hourly means to what people are told: train, deploy, read, roll back. */

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decide, executeReady, getProposal, type ProposalView } from '../../actions/index.ts'
import { hourMs } from '../../base/milliseconds.ts'
import type { Principal } from '../../base/principal.ts'
import { evaluateLifeModel, listLifeModels, trainLifeModel } from '../../factory/index.ts'
import { plantClock, plantNow, principalOf, writePlant } from '../../factory/test-plant.ts'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import type { AnyTool } from '../define-tool.ts'
import { runTool } from '../surfaces.ts'
import { deployLifeModelEffect, proposeLifeModel, proposeLifeRollBack } from './life-deployment.ts'
import { machineHealthTool } from './machine-health.ts'
import { testContext } from './test-context.ts'

const lastHour = Math.floor(plantNow.getTime() / hourMs) * hourMs
const hoursAgo = (hours: number) => new Date(lastHour - hours * hourMs)
const machines = ['SZ-CNC-01', 'SZ-CNC-02', 'SZ-CNC-03', 'SZ-CNC-04']
/** Hours of each lifetime; the newest run of a machine has gone on for 100 hours. */
const livesOf = (at: number) =>
  [150, 330, 210, 280].map((life, nth) => life + 17 * ((at + nth) % 4))

/** The vibration rises as the failure comes near; of the newest run it does so 40 hours from now. */
async function writeWear(db: Db): Promise<void> {
  await db.tx('ingest', async (tx) => {
    for (const [at, machineId] of machines.entries()) {
      const tagId = `${machineId}.vibration`
      await tx.rows(sql`insert into tag (site_id, id, equipment_id, name_zh, name_en, unit)
        values ('suzhou', ${tagId}, ${machineId}, '主轴振动', 'Spindle vibration', 'mm/s')`)
      let endsIn = 100
      for (const [nth, life] of [...livesOf(at), 140].toReversed().entries()) {
        const failsIn = nth === 0 ? -40 : endsIn
        const start = nth === 0 ? 100 : endsIn + life
        await tx.rows(sql`insert into measurement_hour (site_id, tag_id, bucket, n, others, sum, has_minutes)
          select 'suzhou', ${tagId}, ${hoursAgo(0)}::timestamptz - hour * interval '1 hour', 1, 0,
            2 + ${at}::float8 / 5 + 6 * exp((${failsIn}::int - hour) / 60.0) + 0.1 * sin(hour * 12.9898), false
          from generate_series(${Math.max(1, failsIn + 1)}::int, ${start}::int) hour`)
        await tx.rows(sql`insert into failure_event (site_id, machine_id, at, repair_s, source, source_key)
          values ('suzhou', ${machineId}, ${hoursAgo(start)}, 1800, 'test', ${`${machineId}/${nth}`})`)
        endsIn = start
      }
    }
  })
}

const supervisor = principalOf('suzhou')
const manager: Principal = {
  ...supervisor,
  userId: 'manager@suzhou',
  roles: [{ siteId: 'suzhou', role: 'manager' }],
}

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  await writeWear(db)
  await db.tx('app', async (tx) => {
    for (const { userId, roles } of [supervisor, manager]) {
      await tx.rows(
        sql`insert into user_role values ('suzhou', ${userId}, ${roles[0]?.role ?? ''})`,
      )
    }
  })
})
afterAll(() => db.close())

let keys = 0
const newId = (prefix: string) => {
  keys += 1
  return `${prefix}_${keys}`
}
const deps = () => ({ db, clock: plantClock, newId, effects: [deployLifeModelEffect] })
const requester = () => ({
  ...{ principal: supervisor, channel: 'test', tainted: false, idempotencyKey: newId('k') },
})
const train = (principal = supervisor, asked = {}) =>
  trainLifeModel(
    { db, clock: plantClock },
    { principal },
    { class: 'cnc', site: 'suzhou', ...asked },
  )

async function approve({
  siteId,
  id,
  version,
  argsSha256,
}: ProposalView): Promise<string | undefined> {
  const input = { siteId, id, version, argsSha256, verdict: 'approve' as const }
  const { outcome } = await decide(deps(), { principal: manager, channel: 'test' }, input)
  expect(outcome).toBe('approved')
  await executeReady(deps())
  return (await getProposal(db, manager, siteId, id))?.status
}

type Told = {
  machines: {
    says: string[]
    remaining_life: {
      model: string
      days: number | null
      interval: (number | null)[]
      told_up_to: number
      outside_of_training: boolean
      outside_sensors: string[]
    } | null
  }[]
}
const ask = async (equipment = 'SZ-CNC-01', language: 'zh' | 'en' = 'en') => {
  const tool = machineHealthTool as unknown as AnyTool
  const result = await runTool(tool, testContext(db, { language }), { equipment })
  return { figures: result.figures, machine: (result.data as Told).machines[0] }
}

describe('a trained model of remaining life', () => {
  it('is refused where lifetimes are too few, with how many there are and what to do', async () => {
    await expect(train(supervisor, { days: 20 })).rejects.toMatchObject({
      field: 'class',
      message: expect.stringMatching(/has \d lifetimes .* on \d machines .* 10 on 4 are needed/),
      hint: expect.stringContaining('--days'),
    })
    await expect(train(supervisor, { class: 'cnv' })).rejects.toMatchObject({ field: 'class' })
    await expect(train(supervisor, { capDays: 900 })).rejects.toMatchObject({ field: 'cap' })
    const viewer = { ...supervisor, roles: [{ siteId: 'suzhou', role: 'viewer' }] }
    await expect(train(viewer)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await db.tx('read', (tx) => listLifeModels(tx, null))).toEqual([])
  })

  it('is kept once with what it rests on, tells nobody anything, and cannot be rewritten', async () => {
    const model = await train()
    expect(model).toMatchObject({
      ...{ id: 'suzhou/cnc/1', state: 'trained', lifetimes: 16, censored: 4, machines: 4 },
      ...{ seed: 1, trainedBy: 'supervisor@suzhou', deployedAt: null },
    })
    expect(model.report.rmse).toBeLessThan(0.8 * (model.report.weibull?.rmse ?? 0))
    // Another version, as another training makes one.
    await db.tx('ingest', (tx) =>
      tx.rows(sql`insert into life_model select site_id, class_id, 2, data_from, data_to, lifetimes, censored,
        machines, sensors, step_hours, seed, report, model, trained_by, trained_at from life_model`),
    )
    expect((await ask()).machine?.remaining_life).toBeNull()
    for (const statement of [`update life_model set seed = 9`, 'delete from life_model']) {
      for (const role of ['ingest', 'owner'] as const) {
        await expect(db.tx(role, (tx) => tx.exec(statement))).rejects.toThrow(/denied|append-only/)
      }
    }
    const forced = `insert into life_deployment values ('suzhou', 'cnc', 1, 1, 'act_x', 'x', now())`
    for (const role of ['ingest', 'execute', 'owner'] as const) {
      await expect(db.tx(role, (tx) => tx.exec(forced))).rejects.toThrow(/denied|approved action/)
    }
  })

  it('is told with its version and interval once somebody else approved it', async () => {
    const shown = await proposeLifeModel(deps(), requester(), {
      id: 'suzhou/cnc/1',
      reason: 'better',
    })
    expect(shown.diff.entries).toContainEqual({
      label: { zh: '版本', en: 'Version' },
      ...{ before: null, after: 'v1' },
    })
    expect(shown.evidence[0]?.label.en).toContain('Weibull')
    const self = { siteId: 'suzhou', id: shown.id, version: 1, argsSha256: shown.argsSha256 }
    const by = { principal: supervisor, channel: 'test' }
    const own = await decide(deps(), by, { ...self, verdict: 'approve' })
    expect(own.outcome).not.toBe('approved')
    expect(await approve(shown)).toBe('done')
    const { machine, figures } = await ask()
    const life = machine?.remaining_life
    // It fails in 40 hours, as the data were made.
    expect(life).toMatchObject({ model: 'suzhou/cnc/1', outside_of_training: false })
    expect(Math.abs((life?.days ?? 99) - 40 / 24)).toBeLessThan(1.5)
    expect(life?.interval[0]).toBeLessThan(40 / 24)
    expect(machine?.says.join()).toMatch(/remaining life \(trained model suzhou\/cnc\/1\): .* days/)
    expect((await ask('SZ-CNC-01', 'zh')).machine?.says.join()).toMatch(/剩余寿命.*Weibull/)
    expect(figures?.find(({ metric }) => metric === 'remaining_life')).toMatchObject({
      ...{ version: 1, unit: 'd', truncated: false },
      dimensions: { site: 'suzhou', machine: 'SZ-CNC-01', model: 'suzhou/cnc/1' },
    })
  })

  it('tells where what a machine shows is outside of what it learnt', async () => {
    await db.tx('ingest', (tx) =>
      tx.rows(sql`update measurement_hour set sum = 90 where tag_id = 'SZ-CNC-02.vibration'
        and bucket >= ${hoursAgo(60)}`),
    )
    const { machine } = await ask('SZ-CNC-02')
    expect(machine?.remaining_life).toMatchObject({
      ...{ outside_of_training: true, outside_sensors: ['Spindle vibration'] },
    })
    expect(machine?.says.join()).toContain('do not rely on its remaining life')
    const { drift, since } = await db.tx('read', (tx) =>
      evaluateLifeModel(tx, { id: 'suzhou/cnc/1', until: plantNow }),
    )
    expect(drift).toEqual({ told: 4, outside: ['SZ-CNC-02'], silent: [] })
    expect(since).toBeNull()
  })

  it('is measured on what failed after its training alone', async () => {
    await db.tx('ingest', (tx) =>
      tx.rows(sql`insert into failure_event (site_id, machine_id, at, repair_s, source, source_key)
        values ('suzhou', 'SZ-CNC-03', ${hoursAgo(-40)}, 600, 'test', 'later')`),
    )
    await db.tx('ingest', (tx) =>
      tx.rows(sql`insert into measurement_hour (site_id, tag_id, bucket, n, others, sum, has_minutes)
        select 'suzhou', 'SZ-CNC-03.vibration', ${hoursAgo(0)}::timestamptz + hour * interval '1 hour', 1, 0,
          2.4 + 6 * exp((hour - 40) / 60.0), false from generate_series(0, 39) hour`),
    )
    const { since } = await db.tx('read', (tx) =>
      evaluateLifeModel(tx, { id: 'suzhou/cnc/1', until: hoursAgo(-50) }),
    )
    expect(since?.lifetimes).toBe(1)
    expect(since?.rmse).toBeLessThan(1.5)
  })

  it('rolls back to the version before, then to none; what changed meanwhile is stale', async () => {
    await expect(
      proposeLifeModel(deps(), requester(), { id: 'suzhou/cnc/1', reason: 'again' }),
    ).rejects.toMatchObject({ code: 'conflict', field: 'id' })
    const second = await proposeLifeModel(deps(), requester(), {
      id: 'suzhou/cnc/2',
      reason: 'newer',
    })
    const late = await proposeLifeModel(deps(), requester(), { id: 'suzhou/cnc/2', reason: 'same' })
    expect(await approve(second)).toBe('done')
    expect(await approve(late)).toBe('stale')
    expect((await ask()).machine?.remaining_life?.model).toBe('suzhou/cnc/2')
    const back = { class: 'cnc', site: 'suzhou', reason: 'misleads' }
    expect(await approve(await proposeLifeRollBack(deps(), requester(), back))).toBe('done')
    expect((await ask()).machine?.remaining_life?.model).toBe('suzhou/cnc/1')
    expect(await approve(await proposeLifeRollBack(deps(), requester(), back))).toBe('done')
    expect((await ask()).machine?.remaining_life).toBeNull()
    await expect(proposeLifeRollBack(deps(), requester(), back)).rejects.toMatchObject({
      ...{ code: 'conflict', field: 'class' },
    })
    const models = await db.tx('read', (tx) => listLifeModels(tx, 'suzhou'))
    expect(models.map(({ version, state }) => [version, state])).toEqual([
      [2, 'retired'],
      [1, 'retired'],
    ])
  })
})
