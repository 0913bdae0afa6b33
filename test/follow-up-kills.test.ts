/** However often a follow-up is killed, or several do it at once, an outcome is written once. */
import { expect, test } from 'vitest'
import { auditTimeline, decide, executeReady, followUpDue, propose } from '../actions/index.ts'
import {
  approval,
  by,
  gateClock,
  operator,
  seedGate,
  supervisor,
  ticketDraft,
  ticketEffect,
} from '../actions/test-gate.ts'
import { randomId } from '../base/ports.ts'
import type { Db } from '../store/index.ts'
import { openTestServerDb } from '../store/test-db.ts'
import {
  afterHorizon,
  followUpAndKill,
  followUpBoundaries,
  horizonHours,
  sameMeasure,
} from './support/follow-up-process.ts'

const hourBefore = (hours: number) =>
  new Date(gateClock().getTime() - hours * 3_600_000).toISOString()
const prediction = {
  ...{ metric: 'downtime', version: 1, filters: {}, unit: 'min', before: 10, after: 5 },
  ...{ baseline: { from: hourBefore(24), to: hourBefore(0) }, interval: null, horizonHours },
  label: { zh: '停机', en: 'Downtime' },
}

async function executed(db: Db): Promise<string> {
  const deps = { db, clock: gateClock, newId: randomId }
  const requester = { principal: operator, channel: 'test', tainted: false }
  const key = randomId('key')
  const filed = await propose(
    deps,
    { ...requester, idempotencyKey: key },
    { ...ticketDraft(key), prediction },
  )
  await decide(deps, by(supervisor), approval(filed))
  expect(await executeReady({ ...deps, effects: [ticketEffect] })).toBe(1)
  return filed.id
}

const followUp = (db: Db) => followUpDue({ db, clock: afterHorizon, measure: sameMeasure })

test.skipIf(process.env.JIDOKA_TEST_POSTGRES_URL === undefined)(
  'a follow-up that is killed at any boundary, or done by several, writes one outcome',
  async () => {
    const db = await openTestServerDb()
    try {
      await seedGate(db)
      const outcomes = async (id: string) => {
        const timeline = await auditTimeline(db, operator, 'suzhou', id)
        return timeline.filter(({ event }) => event === 'followed_up').length
      }
      for (const boundary of followUpBoundaries) {
        const id = await executed(db)
        await followUpAndKill(db.url, boundary)
        const written = await Promise.all([followUp(db), followUp(db), followUp(db)])
        const left = boundary === 'recorded' ? 0 : 1
        expect(
          written.reduce((sum, one) => sum + one, 0),
          boundary,
        ).toBe(left)
        expect(await outcomes(id), boundary).toBe(1)
      }
    } finally {
      await db.close()
    }
  },
)
