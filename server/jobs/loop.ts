import type { Logger } from '../log.ts'
import type { Telemetry } from '../telemetry/index.ts'
import type { Wakes } from './wakes.ts'

export type Loop = { stop: () => Promise<void> }

export type LoopOptions = {
  name: string
  /** One round; what it leaves undone, the next one does. */
  run: (signal: AbortSignal) => Promise<unknown>
  everyMs: number
  wakes: Pick<Wakes, 'waiter'>
  log: Logger
  telemetry: Pick<Telemetry, 'begin'>
}

/** Runs rounds one after another; `stop` lets the round that runs come to its end. */
export function startLoop({ name, run, everyMs, wakes, log, telemetry }: LoopOptions): Loop {
  const stopping = new AbortController()
  const waiter = wakes.waiter()
  const rounds = async () => {
    while (!stopping.signal.aborted) {
      const round = telemetry.begin('job')
      try {
        await run(stopping.signal)
        round.end({ job: name, outcome: 'done' })
      } catch (error) {
        round.end({ job: name, outcome: stopping.signal.aborted ? 'stopped' : 'failed' })
        if (!stopping.signal.aborted) log.error({ err: error, job: name }, 'a round failed')
      }
      await waiter.next(everyMs, stopping.signal)
    }
    waiter.stop()
  }
  const ended = rounds()
  return {
    stop: () => {
      stopping.abort()
      return ended
    },
  }
}
