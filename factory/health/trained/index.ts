export {
  deployedBefore,
  deployLifeModel,
  lifeDeployment,
  lifeDeploymentPreconditions,
  lifeDeploymentStale,
  newestDeployment,
} from './deployment.ts'
export { driftNow, evaluateLifeModel, type LifeEvaluation } from './evaluate-model.ts'
export { findLifeClass } from './life-class.ts'
export { readAhead, type TrainedLife } from './read-ahead.ts'
export {
  besideBaseline,
  findLifeModel,
  type LifeModelState,
  type LifeModelView,
  listLifeModels,
} from './stored-model.ts'
export { type LifeTraining, type TrainingStep, trainLifeModel } from './train-class.ts'
