import {
  type EffectDefinition,
  escalateDue,
  executeReady,
  expireDue,
  followUpDue,
} from '../../actions/index.ts'
import type { Clock } from '../../base/ports.ts'
import {
  applyRetention,
  findDataFaults,
  type RetentionRule,
  rollUpDue,
} from '../../factory/index.ts'
import type { Db } from '../../store/index.ts'
import { measureWith } from '../../tools/index.ts'
import type { Logger } from '../log.ts'
import { takeLease, underLease } from './lease.ts'
import { type Loop, startLoop } from './loop.ts'
import { unhurried, type Wakes } from './wakes.ts'

export type JobDeps = {
  db: Db
  clock: Clock
  /** This process, to the others of the store. */
  holder: string
  log: Logger
  wakes: Wakes
  effects: EffectDefinition[]
  /** What is not kept for ever. */
  retention: readonly RetentionRule[]
}

const faultsEveryMs = 60_000

/**
 * The executor of approved proposals, the clock that expires those nobody decided and tells the next
 * of those that wait too long; and what one process of a store does: the look for faults in the
 * data, what came of executed actions, roll-ups, retention.
 */
export function startJobs(deps: JobDeps): Loop {
  const { db, clock, holder, log, wakes, effects } = deps
  const lease = { siteId: 'group', name: 'data faults', holder, ttlMs: 3 * faultsEveryMs }
  const loops = [
    startLoop({
      name: 'execute',
      everyMs: 1000,
      run: (signal) => executeReady({ db, clock, effects, signal }),
      wakes,
      log,
    }),
    startLoop({
      name: 'expire',
      everyMs: 10_000,
      run: async () => [await expireDue({ db, clock }), await escalateDue({ db, clock })],
      wakes,
      log,
    }),
    startLoop({
      name: 'data faults',
      everyMs: faultsEveryMs,
      run: async () => (await takeLease(db, lease)) && findDataFaults({ db, clock }),
      wakes: unhurried,
      log,
    }),
    followUpLoop(deps),
    ...telemetryLoops(deps),
  ]
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

const followUpEveryMs = 60_000

function followUpLoop({ db, clock, holder, log }: JobDeps): Loop {
  const lease = { siteId: 'group', name: 'follow-up', holder, ttlMs: leaseMs }
  const measure = measureWith({ db, clock })
  const run = (signal: AbortSignal) =>
    underLease(db, { ...lease, signal }, async (held) => {
      await followUpDue({ db, clock, measure, signal: held })
    })
  return startLoop({ name: 'follow-up', everyMs: followUpEveryMs, run, wakes: unhurried, log })
}

const rollUpEveryMs = 15_000
const retentionEveryMs = 3 * 3_600_000
const leaseMs = 60_000

function telemetryLoops({ db, clock, holder, log, retention }: JobDeps): Loop[] {
  const alone = (name: string, signal: AbortSignal) => ({
    ...{ siteId: 'group', name, holder, ttlMs: leaseMs, signal },
  })
  const rollUp = (signal: AbortSignal) =>
    underLease(db, alone('roll-up', signal), async (held) => {
      await rollUpDue({ db, clock, signal: held })
    })
  const retain = (signal: AbortSignal) =>
    underLease(db, alone('retention', signal), async (held) => {
      const removed = await applyRetention({ db, clock, signal: held }, retention)
      for (const { stream, rows } of removed)
        log.info({ stream, rows }, 'rows past their retention')
    })
  const shared = { wakes: unhurried, log }
  return [
    startLoop({ name: 'roll-up', everyMs: rollUpEveryMs, run: rollUp, ...shared }),
    startLoop({ name: 'retention', everyMs: retentionEveryMs, run: retain, ...shared }),
  ]
}
