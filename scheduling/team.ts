import { Worker } from 'node:worker_threads'
import type { News, Task } from './worker.ts'

export type Better = News & { type: 'better' }

/** Threads that wait for work; a warm one begins at once, a new one takes a fifth of a second. */
export type Team = {
  size: number
  /** @returns how many moves the thread made */
  search: (thread: number, task: Task, onBetter: (better: Better) => void) => Promise<number>
  close: () => Promise<void>
}

export function openTeam(size: number): Team {
  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url))
    // A team that waits keeps no process alive.
    worker.unref()
    return worker
  })
  return {
    size,
    search: (thread, task, onBetter) => {
      const worker = workers[thread]
      if (worker === undefined) throw new RangeError(`There is no thread ${thread} of ${size}.`)
      return searchOn(worker, task, onBetter)
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function searchOn(worker: Worker, task: Task, onBetter: (better: Better) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const hear = (news: News) => {
      if (news.type === 'better') onBetter(news)
      else end(() => resolve(news.moves))
    }
    const fail = (error: Error) => end(() => reject(error))
    const gone = () => end(() => reject(new Error('A thread of the search ended without a word.')))
    const end = (settle: () => void) => {
      worker.off('message', hear).off('error', fail).off('exit', gone).unref()
      settle()
    }
    worker.on('message', hear).on('error', fail).on('exit', gone).ref()
    worker.postMessage(task)
  })
}
