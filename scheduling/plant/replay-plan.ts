import { type Replayed, type ReplayTask, replay } from './replay.ts'
import { openPlantThread } from './thread.ts'

type Options = Omit<ReplayTask, 'stop'> & { signal?: AbortSignal | undefined }

/** So many placings are done before a thread would have started. */
const quickPlacings = 20_000

/** `replay` off the event loop; ended by the signal it tells of what was done until then. */
export async function replayPlan({ signal, ...asked }: Options): Promise<Replayed | null> {
  const task: ReplayTask = { ...asked, stop: new SharedArrayBuffer(4) }
  const operations = asked.problem.orders.reduce((sum, one) => sum + one.operations.length, 0)
  if (operations * asked.runs <= quickPlacings) return replay(task)
  const thread = openPlantThread()
  let told: Replayed | null = null
  try {
    await thread.run<Replayed | null>(task, signal, (replayed) => {
      told = replayed
      return true
    })
  } finally {
    await thread.close()
  }
  return told
}
