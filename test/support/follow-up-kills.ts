/** Follow-ups in processes that are killed, then done by several at once. */
import { auditTimeline, decide, executeReady, followUpDue, propose } from '../../actions/index.ts'
import {
  approval,
  by,
  gateClock,
  operator,
  supervisor,
  ticketDraft,
  ticketEffect,
} from '../../actions/test-gate.ts'
import { randomId } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import {
  afterHorizon,
  type FollowUpBoundary,
  followUpAndKill,
  horizonHours,
  sameMeasure,
} from './follow-up-process.ts'

export { followUpBoundaries } from './follow-up-process.ts'

const hourBefore = (hours: number) =>
  new Date(gateClock().getTime() - hours * 3_600_000).toISOString()
const prediction = {
  ...{ metric: 'downtime', version: 1, filters: {}, unit: 'min', before: 10, after: 5 },
  ...{ baseline: { from: hourBefore(24), to: hourBefore(0) }, interval: null, horizonHours },
  label: { zh: '停机', en: 'Downtime' },
}

/** What is wrong after a kill at the boundary and three follow-ups at once; nothing when all is well. */
export async function killWhileFollowingUp(
  db: Db & { url: string },
  boundary: FollowUpBoundary,
): Promise<string[]> {
  const id = await execute(db)
  await followUpAndKill(db.url, boundary)
  const written = await Promise.all([followUp(db), followUp(db), followUp(db)])
  const later = written.reduce((sum, one) => sum + one, 0)
  const timeline = await auditTimeline(db, operator, 'suzhou', id)
  const outcomes = timeline.filter(({ event }) => event === 'followed_up').length
  const left = boundary === 'recorded' ? 0 : 1
  return [
    ...(later === left ? [] : [`${boundary}: ${later} outcomes were written after the kill`]),
    ...(outcomes === 1 ? [] : [`${boundary}: ${outcomes} outcomes stand in the audit`]),
  ]
}

async function execute(db: Db): Promise<string> {
  const deps = { db, clock: gateClock, newId: randomId }
  const key = randomId('key')
  const filed = await propose(
    deps,
    { ...by(operator), tainted: false, idempotencyKey: key },
    { ...ticketDraft(key), prediction },
  )
  await decide(deps, by(supervisor), approval(filed))
  await executeReady({ ...deps, effects: [ticketEffect] })
  return filed.id
}

const followUp = (db: Db) => followUpDue({ db, clock: afterHorizon, measure: sameMeasure })
