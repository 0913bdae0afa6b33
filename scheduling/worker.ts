/** One thread of a team: searches when it is told to, tells each better schedule, and waits. */
import { parentPort } from 'node:worker_threads'
import { evolve } from './core/evolve.ts'
import { openPool } from './core/pool.ts'
import type { Instance } from './instance.ts'

export type Task = {
  instance: Instance
  pool: SharedArrayBuffer
  seed: number
  bound: number
  /** Seconds by `clock`: wall clock until an instant all threads share, or of this thread's CPU. */
  seconds: number
  clock: 'wall' | 'cpu'
  /** By `performance.timeOrigin + performance.now()`. */
  startedMs: number
  moves: number
}

export type News =
  | { type: 'better'; makespan: number; order: Int32Array; alt: Int32Array; seconds: number }
  | { type: 'done'; moves: number }

const cpuSeconds = () => process.threadCpuUsage().user / 1e6

/** Since when the task runs, by the clock that it names. */
function stopwatch({ clock, startedMs }: Task): () => number {
  if (clock === 'wall') return () => (performance.timeOrigin + performance.now() - startedMs) / 1000
  const from = cpuSeconds()
  return () => cpuSeconds() - from
}

parentPort?.on('message', (task: Task) => {
  const send = (news: News) => parentPort?.postMessage(news)
  const elapsed = stopwatch(task)
  let made = 0
  evolve(task.instance, openPool(task.pool, task.instance), {
    seed: task.seed,
    bound: task.bound,
    isOver: (since) => {
      made += since
      return made >= task.moves || elapsed() >= task.seconds
    },
    improved: (makespan, { order, alt }) =>
      send({ type: 'better', makespan, order, alt, seconds: elapsed() }),
  })
  send({ type: 'done', moves: made })
})
