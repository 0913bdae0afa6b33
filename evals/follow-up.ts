/**
 * Ten executed actions in the history of the demo factory, at the hours at which its stories change
 * something. What is predicted follows from what was planted; what is measured comes from the gate's
 * own follow-up, which knows nothing of the stories.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decide, executeReady, followUpDue, followUpReport, propose } from '../actions/index.ts'
import { randomId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { loadDemo, stories } from '../demo/index.ts'
import truth from '../demo/truth.json' with { type: 'json' }
import { seedMetrics, type TicketOpening } from '../factory/index.ts'
import { type Db, openFolderStore } from '../store/index.ts'
import { effects, measureWith, predict } from '../tools/index.ts'
import { report, type Target } from './report.ts'

const [hourMs, dayMs, zoneMs] = [3_600_000, 86_400_000, 8 * 3_600_000]
const now = new Date('2026-11-24T02:17:00Z')
const anchorMs = Math.floor(now.getTime() / hourMs) * hourMs
const daysAgo = (days: number) => new Date(anchorMs - days * dayMs)
/** Midnight at the plant that begins a day so many days ago. */
const dayBegun = (days: number) =>
  new Date((Math.floor((anchorMs + zoneMs) / dayMs) - days) * dayMs - zoneMs)

type Action = {
  siteId: string
  equipmentId: string
  at: Date
  days: number
  metric: string
  filters: Record<string, string[]>
  /** By what was planted, from the value before. */
  expect: (before: number) => number
}

const shiftS = 8 * 3600
const { bottleneck, filler, nightTeam, spindle, supplier } = truth.stories
const share = (waitS: number) => (100 * waitS) / shiftS

/** From this day on the line waits for another machine: that one slows down and waits no more. */
function bottleneckActions(): Action[] {
  const { pace, waitS } = stories.bottleneck
  const of = (machine: string) => ({
    ...{ siteId: bottleneck.siteId, equipmentId: machine, filters: { machine: [machine] } },
    ...{ at: dayBegun(bottleneck.movedDaysAgo), days: 7 },
  })
  const [freed, held] = [of(bottleneck.before), of(bottleneck.since)]
  return [
    { ...freed, metric: 'effectiveness', expect: (before) => before / pace },
    { ...held, metric: 'effectiveness', expect: (before) => before * pace },
    { ...freed, metric: 'technical_efficiency', expect: (before) => before - share(waitS) },
    { ...held, metric: 'technical_efficiency', expect: (before) => before + share(waitS) },
  ]
}

/** Scrap grows by (share of the time)^1.5. */
function fillerActions(): Action[] {
  const { machineId, sinceDays: days, scrapRatio, siteId } = filler
  const growth = 1 + (scrapRatio.usualToEnd - 1) / 2.5
  const of = {
    ...{ siteId, equipmentId: machineId, filters: { machine: [machineId] } },
    ...{ at: daysAgo(days), days },
  }
  return [
    { ...of, metric: 'scrap_ratio', expect: (before) => before * growth },
    { ...of, metric: 'quality_ratio', expect: (before) => 100 - (100 - before) * growth },
  ]
}

/** A wearing spindle raises up to three alarms a shift, each a stop of 200 to 900 s. */
function spindleAction(): Action {
  const { siteId, machineId, vibration } = spindle
  const [alarms, stopS] = [3 / 2, (200 + 900) / 2]
  return {
    ...{ siteId, equipmentId: machineId, filters: { machine: [machineId] } },
    ...{ at: daysAgo(vibration.risesOverDays), days: vibration.risesOverDays },
    metric: 'technical_efficiency',
    expect: (before) => before - share(alarms * stopS),
  }
}

function peopleActions(): Action[] {
  const { siteId, teamId, shiftId, sinceDays: days } = nightTeam
  const { nightPace, waitS } = stories.nightTeam
  const team = {
    ...{ siteId, equipmentId: 'SZ-L3', filters: { team: [teamId], shift: [shiftId] } },
    ...{ at: daysAgo(days), days },
  }
  const { supplierId, daysLateNow, growsOverDays } = supplier
  const supplies = {
    ...{ siteId, equipmentId: 'SZ-L3', filters: { supplier: [supplierId] } },
    ...{ at: daysAgo(growsOverDays), days: 30 },
  }
  return [
    { ...team, metric: 'effectiveness', expect: (before) => before * nightPace },
    { ...team, metric: 'technical_efficiency', expect: (before) => before - share(waitS) },
    // On time for as long as the growing delay is below a day.
    {
      ...{ ...supplies, metric: 'supplier_on_time' },
      expect: (before) => before * (growsOverDays / daysLateNow / supplies.days),
    },
  ]
}

const personAt = (role: string, siteId: string): Principal => ({
  ...{ userId: `${role}@${siteId}`, language: 'en' },
  roles: [{ siteId, role }],
})

/** Proposes, approves and executes at that hour; the ticket is opened like any other. */
async function carryOut(db: Db, action: Action): Promise<void> {
  const { siteId, equipmentId, at, metric, filters, days, expect } = action
  const deps = { db, clock: () => at, newId: randomId }
  const title = `${metric} of ${equipmentId}`
  const principal = personAt('operator', siteId)
  const prediction = await predict(
    { ...deps, principal },
    {
      ...{ siteId, metric, filters, horizonHours: days * 24, label: { zh: title, en: title } },
      expect: (before) => (before === null ? null : expect(before)),
    },
  )
  const args: TicketOpening = {
    ...{ siteId, equipmentId, kind: 'corrective', priority: 'medium', title, description: '' },
    failureCode: null,
  }
  const filed = await propose(
    deps,
    { principal, channel: 'cli', tainted: false, idempotencyKey: title },
    {
      ...{ siteId, tool: 'open_maintenance_ticket', title: { zh: title, en: title }, args },
      ...{
        preconditions: { sameTitleTicketIds: [] },
        diff: { entries: [] },
        prediction,
        evidence: [],
      },
    },
  )
  const approver = { principal: personAt('supervisor', siteId), channel: 'web' }
  await decide(deps, approver, { ...filed, verdict: 'approve' })
  if ((await executeReady({ ...deps, effects })) !== 1) throw new Error(`${title} was not executed`)
}

const targets: Record<string, Target> = {
  executed: { op: '>=', value: 10 },
  measured: { op: '>=', value: 10 },
  same_sign: { op: '>=', value: 9 },
}

async function measure(db: Db): Promise<{ cases: number; metrics: Record<string, number> }> {
  await db.tx('ingest', (tx) => seedMetrics(tx, now))
  await loadDemo({ db, clock: () => now })
  const actions = [...bottleneckActions(), ...fillerActions(), ...peopleActions(), spindleAction()]
  for (const action of actions.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    await carryOut(db, action)
  }
  const clock = () => now
  await followUpDue({ db, clock, measure: measureWith({ db, clock }) })
  const everywhere = truth.sites.map(({ id }) => ({ siteId: id, role: 'manager' }))
  const manager: Principal = { userId: 'manager@group', language: 'en', roles: everywhere }
  const { tracks, outcomes } = await followUpReport(db, manager)
  for (const { metric, predicted, measured, controls, nullReason } of outcomes) {
    const bounds = [predicted.low, predicted.high].map((one) => one?.toFixed(2) ?? '–').join(' to ')
    const said = `predicted ${predicted.delta?.toFixed(2)} (${bounds})`
    const is = measured === null ? nullReason : `${measured.delta.toFixed(2)} by ${measured.method}`
    const beside = controls.map(({ machine }) => machine).join(' ')
    process.stderr.write(`${metric}: ${said}, measured ${is} ${beside}\n`)
  }
  const pairs = outcomes.flatMap(({ predicted, measured }) =>
    measured === null || predicted.delta === null ? [] : [{ ...predicted, is: measured.delta }],
  )
  const bounded = tracks.filter(({ coverage }) => coverage !== null)
  const inside = pairs.filter(
    ({ low, high, is }) => low !== null && high !== null && low <= is && is <= high,
  )
  const withBounds = pairs.filter(({ low }) => low !== null)
  return {
    cases: outcomes.length,
    metrics: {
      executed: outcomes.length,
      measured: pairs.length,
      same_sign: pairs.filter(({ delta, is }) => Math.sign(delta ?? 0) === Math.sign(is)).length,
      hits: outcomes.filter(({ hit }) => hit === true).length,
      interval_coverage: withBounds.length === 0 ? 0 : inside.length / withBounds.length,
      with_interval: withBounds.length,
      tracks_with_coverage: bounded.length,
    },
  }
}

const folder = await mkdtemp(join(tmpdir(), 'jidoka-follow-up-'))
const { db } = await openFolderStore(folder)
try {
  report({ name: 'follow-up', ...(await measure(db)), targets })
} finally {
  await db.close()
  await rm(folder, { recursive: true })
}
