/** A process of its own that follows up what is due, and stops for ever at a named boundary. */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { followUpDue, type Measure } from '../../actions/index.ts'
import { gateClock } from '../../actions/test-gate.ts'
import { type Db, openServerStore } from '../../store/index.ts'
import { ownProcess } from './own-process.ts'

/**
 * From a horizon that has passed to its outcome: measured and not written; written and not committed;
 * committed.
 */
export const followUpBoundaries = ['measured', 'recording', 'recorded'] as const
export type FollowUpBoundary = (typeof followUpBoundaries)[number]

const file = fileURLToPath(import.meta.url)
export const horizonHours = 24
export const afterHorizon = () => new Date(gateClock().getTime() + (horizonHours + 1) * 3_600_000)

/** The same for everybody: what is at stake is how often it is written. */
export const sameMeasure: Measure = async () => ({
  ...{ before: 10, after: 4, controls: [], earlier: [1, -1] },
  dataUntil: afterHorizon().toISOString(),
})

/** Follows up in a process that is killed at the boundary, with SIGKILL. */
export async function followUpAndKill(url: string, boundary: FollowUpBoundary): Promise<void> {
  const child = ownProcess(file, [url, boundary])
  const gone = once(child, 'exit')
  const reached = await Promise.race([once(child, 'message'), gone])
  child.kill('SIGKILL')
  await gone
  if (reached[0] !== boundary)
    throw new Error(`the process ended before ${boundary}: ${reached[0]}`)
}

async function run(url: string, boundary: FollowUpBoundary): Promise<void> {
  const { db } = await openServerStore({ url })
  const freeze = async () => {
    process.send?.(boundary)
    await new Promise(() => setInterval(() => undefined, 60_000))
  }
  const measure: Measure = async (request) => {
    const found = await sameMeasure(request)
    if (boundary === 'measured') await freeze()
    return found
  }
  const recording: Db = {
    ...db,
    tx: (role, work, options) =>
      db.tx(
        role,
        async (tx) => {
          const result = await work(tx)
          if (result === 1) await freeze()
          return result
        },
        options,
      ),
  }
  const store = boundary === 'recording' ? recording : db
  await followUpDue({ db: store, clock: afterHorizon, measure })
  await freeze()
}

if (process.argv[1] === file) {
  const [, , url = '', boundary = 'recorded'] = process.argv
  await run(url, boundary as FollowUpBoundary)
}
