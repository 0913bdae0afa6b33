import { Worker } from 'node:worker_threads'
import type { ReplayTask } from './replay.ts'
import type { PlantTask } from './search-task.ts'

/** Until `hear` says that it was the last word, after which a thread ends. What it throws ends it too. */
export async function inThread<Said>(
  task: PlantTask | ReplayTask,
  signal: AbortSignal | undefined,
  hear: (said: Said) => boolean,
): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task })
  const stop = () => void Atomics.store(new Int32Array(task.stop), 0, 1)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  const heard = new Promise<void>((resolve, reject) => {
    worker.on('message', (said: Said) => {
      try {
        if (hear(said)) resolve()
      } catch (error) {
        reject(error)
      }
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('The thread of the search ended without a word.')))
  })
  try {
    await heard
  } catch (error) {
    await worker.terminate()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
