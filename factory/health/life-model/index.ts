export type { LifeRun } from './life-run.ts'
export { type LifeAhead, predictLife } from './predict-life.ts'
export { trainInWorker } from './train-in-worker.ts'
export {
  type HeldOutReport,
  type LifeForm,
  type LifeModel,
  type Trained,
  trainLife,
} from './train-life.ts'
export { errorsOf, type LifeErrors } from './try-forms.ts'
