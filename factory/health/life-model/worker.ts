/** A thread that trains one model and ends: minutes of arithmetic keep nobody's answer waiting. */
import { parentPort, workerData } from 'node:worker_threads'
import type { LifeRun } from './life-run.ts'
import { type LifeForm, type Trained, type Training, trainLife } from './train-life.ts'

export type TrainingTask = { runs: LifeRun[]; training: Omit<Training, 'onProgress'> }
export type TrainingNews =
  | { type: 'progress'; form: LifeForm; done: number; of: number }
  | { type: 'done'; trained: Trained | null }

const { runs, training } = workerData as TrainingTask
const send = (news: TrainingNews) => parentPort?.postMessage(news)
const onProgress: Training['onProgress'] = (step) => send({ type: 'progress', ...step })
send({ type: 'done', trained: trainLife(runs, { ...training, onProgress }) })
