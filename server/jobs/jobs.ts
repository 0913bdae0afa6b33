import { type EffectDefinition, escalateDue, executeReady, expireDue } from '../../actions/index.ts'
import type { Clock } from '../../base/ports.ts'
import { findDataFaults } from '../../factory/index.ts'
import type { Db } from '../../store/index.ts'
import type { Logger } from '../log.ts'
import { takeLease } from './lease.ts'
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
}

const faultsEveryMs = 60_000

/**
 * The executor of approved proposals, the clock that expires those nobody decided and tells the next
 * of those that wait too long, and the look for faults in the data, which one process of a store does.
 */
export function startJobs({ db, clock, holder, log, wakes, effects }: JobDeps): Loop {
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
  ]
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
