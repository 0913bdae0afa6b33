import { Worker } from 'node:worker_threads'
import type { LifeRun } from './life-run.ts'
import type { Trained, Training } from './train-life.ts'
import type { TrainingNews, TrainingTask } from './worker.ts'

type Options = Training & { signal?: AbortSignal | undefined }

/**
 * As `trainLife`, in a thread of its own.
 *
 * @throws the reason of the signal, when it stops the thread
 */
export function trainInWorker(
  runs: LifeRun[],
  { onProgress, signal, ...training }: Options,
): Promise<Trained | null> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const workerData: TrainingTask = { runs, training }
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData })
    const stop = () => end(() => reject(signal?.reason))
    const end = (settle: () => void) => {
      signal?.removeEventListener('abort', stop)
      worker.removeAllListeners()
      void worker.terminate()
      settle()
    }
    signal?.addEventListener('abort', stop)
    worker.on('message', (news: TrainingNews) => {
      if (news.type === 'done') end(() => resolve(news.trained))
      else onProgress?.(news)
    })
    worker.on('error', (error) => end(() => reject(error)))
    worker.on('exit', () => end(() => reject(new Error('The thread ended without a model.'))))
  })
}
