import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import {
  auditTimeline,
  decide,
  executeReady,
  followUpDue,
  followUpReport,
  getOutcome,
  type Prediction,
  propose,
} from '../actions/index.ts'
import {
  approval,
  by,
  gateClock,
  operator,
  seedGate,
  setRule,
  supervisor,
  ticketDraft,
  ticketEffect,
} from '../actions/test-gate.ts'
import { hourMs } from '../base/milliseconds.ts'
import { seedMetrics } from '../factory/index.ts'
import { type Db, schema } from '../store/index.ts'
import { describeOnEachStore } from '../store/test-db.ts'
import { measureWith } from './measure-effect.ts'

const executedMs = gateClock().getTime()
const machines = ['M1', 'M2', 'M3', 'M4', 'M5']
/** Minutes lost by a machine in an hour, counted from the execution; from the seed alone. */
const lostMin = (machine: number, hour: number) => {
  const noise = (Math.imul(machine * 7919 + hour + 500, 2_654_435_761) >>> 8) % 900
  return noise / 60 + (machine === 0 && hour < 0 ? 20 : 0) + (hour >= 0 ? 3 : 0)
}
const sumOf = (machine: number, from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => lostMin(machine, from + at)).reduce(
    (a, b) => a + b,
    0,
  )

/** Five machines, the last of another class, with facts from 8 days before to `until` hours after. */
async function plant(db: Db, until = 48): Promise<void> {
  await seedGate(db)
  await setRule(db)
  await db.tx('ingest', async (tx) => {
    await seedMetrics(tx, gateClock())
    await tx.orm.insert(schema.equipment).values(
      machines.map((id) => ({
        ...{
          siteId: 'suzhou',
          id,
          level: 'machine' as const,
          nameZh: id,
          nameEn: id,
          lineId: 'L1',
        },
        classId: id === 'M5' ? 'mill' : 'lathe',
      })),
    )
    for (const [machine, machineId] of machines.entries()) {
      const hours = Array.from({ length: 8 * 24 + until }, (_, at) => at - 8 * 24)
      const facts = hours.map((hour) => ({
        ...{ siteId: 'suzhou', machineId, hour: new Date(executedMs + hour * hourMs) },
        ...{ teamId: '', shiftId: '', shiftDate: '', lineId: 'L1' },
        downS: lostMin(machine, hour) * 60,
      }))
      await tx.orm.insert(schema.factHour).values(facts.map((fact) => ({ ...quiet, ...fact })))
      await tx.orm
        .insert(schema.factDowntime)
        .values(facts.map((fact) => ({ ...fact, reasonId: 'jam', stops: 1 })))
    }
  })
}
const quiet = {
  ...{ productId: '', productionS: 0, setupS: 0, delayS: 0, plannedStopS: 0, good: 0, scrap: 0 },
  ...{ rework: 0, firstPass: 0, plannedRunS: 0, energyKwh: 0, failures: 0, repairs: 0, repairS: 0 },
}

const iso = (hour: number) => new Date(executedMs + hour * hourMs).toISOString()
const promised = (machine: string, changes: Partial<Prediction> = {}): Prediction => ({
  ...{ metric: 'downtime', version: 1, filters: { machine: [machine] }, unit: 'min' },
  ...{ baseline: { from: iso(-24), to: iso(0) }, label: { zh: '停机', en: 'Downtime' } },
  ...{ before: sumOf(0, -24, 0), after: sumOf(0, -24, 0) - 480, horizonHours: 24 },
  interval: { low: -600, high: -200, share: 0.8 },
  ...changes,
})

async function executed(db: Db, machine: string, prediction: Prediction | null): Promise<string> {
  const deps = { db, clock: gateClock, newId: (prefix: string) => `${prefix}_${machine}` }
  const filed = await propose(
    deps,
    { principal: operator, channel: 'test', tainted: false, idempotencyKey: machine },
    { ...ticketDraft(machine), args: { title: machine, equipmentId: machine }, prediction },
  )
  await decide(deps, by(supervisor), approval(filed))
  expect(await executeReady({ ...deps, effects: [ticketEffect] })).toBe(1)
  return filed.id
}

const followUp = (db: Db, hours: number) => {
  const clock = () => new Date(executedMs + hours * hourMs)
  return followUpDue({ db, clock, measure: measureWith({ db, clock }) })
}
const outcomeOf = (db: Db, id: string) => getOutcome(db, operator, { siteId: 'suzhou', id })

describeOnEachStore('what came of an executed action', (open) => {
  test('is the difference in differences to machines of its class that nobody acted on', async () => {
    const db = await open()
    await plant(db)
    const id = await executed(db, 'M1', promised('M1'))
    await executed(db, 'M3', null)
    expect(await followUp(db, 23.9)).toBe(0)
    expect(await followUp(db, 24)).toBe(1)
    expect(await followUp(db, 25)).toBe(0)
    const [target, second, fourth] = [0, 1, 3].map((m) => sumOf(m, 0, 24) - sumOf(m, -24, 0)) as [
      ...[number, number, number],
    ]
    const delta = target - (second + fourth) / 2
    // Of two changes: t of 1 degree of freedom × s × √1.5, and s = |a − b| ÷ √2.
    const half = 3.078 * (Math.abs(second - fourth) / Math.SQRT2) * Math.sqrt(1.5)
    const outcome = await outcomeOf(db, id)
    expect(outcome).toMatchObject({
      measured: { method: 'difference_in_differences' },
      predicted: { low: -600, high: -200 },
      metricVersion: 1,
      nullReason: null,
      hit: true,
    })
    expect(outcome?.predicted.delta).toBeCloseTo(-480)
    expect(outcome?.measured?.delta).toBeCloseTo(delta)
    expect(outcome?.measured?.low).toBeCloseTo(delta - half)
    expect(outcome?.measured?.high).toBeCloseTo(delta + half)
    expect(outcome?.controls.map(({ machine }) => machine)).toEqual(['M2', 'M4'])
    const timeline = await auditTimeline(db, operator, 'suzhou', id)
    expect(timeline.filter(({ event }) => event === 'followed_up')).toHaveLength(1)
    const { tracks } = await followUpReport(db, operator, { siteId: 'suzhou' })
    expect(tracks).toMatchObject([{ outcomes: 1, measured: 1, hitRate: 1, signAgreement: 1 }])
    expect(tracks[0]?.bias).toBeCloseTo(delta / -480 - 1)
  })

  test('without a comparable machine it is the change, beside what changed by itself before', async () => {
    const db = await open()
    await plant(db)
    const id = await executed(db, 'M5', promised('M5'))
    expect(await followUp(db, 24)).toBe(1)
    const windows = [0, 1, 2, 3, 4, 5, 6].map((back) => sumOf(4, -24 * (back + 1), -24 * back))
    const changes = windows.slice(1).map((older, at) => (windows[at] ?? 0) - older)
    const mean = changes.reduce((a, b) => a + b, 0) / 6
    const variance = changes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 5
    const delta = sumOf(4, 0, 24) - sumOf(4, -24, 0)
    const { measured, controls } = (await outcomeOf(db, id)) ?? {}
    expect(controls).toEqual([])
    expect(measured?.method).toBe('before_after')
    expect(measured?.delta).toBeCloseTo(delta)
    expect(measured?.high).toBeCloseTo(delta + 1.476 * Math.sqrt(variance * (7 / 6)))
  })

  test('is no zero but a reason where there is nothing to measure, and is never rewritten', async () => {
    const db = await open()
    await plant(db, 12)
    const late = await executed(db, 'M1', promised('M1'))
    const gone = await executed(db, 'M2', promised('M9'))
    const old = {
      metric: 'x',
      after: 1,
      before: 2,
      unit: '',
      horizonHours: 24,
    } as unknown as Prediction
    const bare = await executed(db, 'M4', old)
    const silent = promised('M3', { baseline: { from: iso(-2400), to: iso(-2376) } })
    const empty = await executed(db, 'M3', silent)
    // Rows may still come: for a day the two that could be measured wait.
    expect(await followUp(db, 24)).toBe(2)
    expect(await followUp(db, 48)).toBe(2)
    const reasons = [late, gone, bare, empty].map((id) => outcomeOf(db, id))
    expect((await Promise.all(reasons)).map((one) => one?.nullReason)).toEqual([
      ...['data_late', 'not_measurable', 'prediction_incomplete', 'no_baseline'],
    ])
    const { tracks } = await followUpReport(db, operator)
    expect(tracks.find(({ metric }) => metric === 'downtime')).toMatchObject({
      ...{ outcomes: 3, measured: 0, hitRate: null, bias: null, coverage: null },
      unmeasured: { data_late: 1, not_measurable: 1, no_baseline: 1 },
    })
    for (const statement of ['update follow_up set hit = true', 'delete from follow_up']) {
      await expect(db.tx('owner', (tx) => tx.exec(statement))).rejects.toThrow('append-only')
    }
    const forged = { site_id: 'suzhou', proposal_id: late, delta: -1, method: 'before_after' }
    const forge = (clock: Date, role: 'execute' | 'ingest') =>
      db.tx(role, (tx) =>
        tx.rows(sql`select jidoka_follow_up(${JSON.stringify(forged)}::jsonb, ${clock}) as first`),
      )
    await expect(forge(new Date(executedMs), 'execute')).rejects.toThrow('no outcome')
    await expect(forge(new Date(executedMs), 'ingest')).rejects.toThrow('permission denied')
    expect(await forge(new Date(executedMs + 72 * hourMs), 'execute')).toEqual([{ first: false }])
  })
})
