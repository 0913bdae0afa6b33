export type { LifeRun } from './life-run.ts'
export { type LifeAhead, predictLife } from './predict-life.ts'
export { trainInWorker } from './train-in-worker.ts'
export {
  errorsOf,
  type HeldOutReport,
  type LifeErrors,
  type LifeForm,
  type LifeModel,
  lifeForms,
  type Trained,
  trainLife,
} from './train-life.ts'
