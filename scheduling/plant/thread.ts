import { Worker } from 'node:worker_threads'
import type { ReplayTask } from './replay.ts'
import type { PlantTask } from './search-task.ts'

/** A thread that does one task after the other. */
export type PlantThread = {
  /** Until `hear` says that it was the last word. What it throws, or the thread, ends the thread too. */
  run: <Said>(
    task: PlantTask | ReplayTask,
    signal: AbortSignal | undefined,
    hear: (said: Said) => boolean,
  ) => Promise<void>
  close: () => Promise<unknown>
}

export function openPlantThread(): PlantThread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url))
  return {
    close: () => worker.terminate(),
    run: async (task, signal, hear) => {
      const stop = () => void Atomics.store(new Int32Array(task.stop), 0, 1)
      if (signal?.aborted) stop()
      signal?.addEventListener('abort', stop, { once: true })
      try {
        await heard(worker, task, hear)
      } finally {
        signal?.removeEventListener('abort', stop)
      }
    },
  }
}

function heard<Said>(worker: Worker, task: object, hear: (said: Said) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('The thread of the search ended without a word.'))
    const listen = (said: Said) => {
      try {
        if (!hear(said)) return
        worker.off('message', listen).off('error', reject).off('exit', gone)
        resolve()
      } catch (error) {
        reject(error)
      }
    }
    worker.on('message', listen).on('error', reject).on('exit', gone)
    worker.postMessage(task)
  })
}
