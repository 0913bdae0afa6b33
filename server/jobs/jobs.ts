import { type EffectDefinition, executeReady, expireDue } from '../../actions/index.ts'
import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import type { Logger } from '../log.ts'
import { type Loop, startLoop } from './loop.ts'
import type { Wakes } from './wakes.ts'

export type JobDeps = {
  db: Db
  clock: Clock
  log: Logger
  wakes: Wakes
  effects: EffectDefinition[]
}

/** The executor of approved proposals, and the clock that expires those nobody decided. */
export function startJobs({ db, clock, log, wakes, effects }: JobDeps): Loop {
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
      run: () => expireDue({ db, clock }),
      wakes,
      log,
    }),
  ]
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
