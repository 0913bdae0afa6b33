export type { LifeRun } from './life-run.ts'
export { type LifeAhead, predictLife } from './predict-life.ts'
export {
  errorsOf,
  type HeldOutReport,
  type LifeErrors,
  type LifeForm,
  type LifeModel,
  lifeForms,
  trainLife,
} from './train-life.ts'
