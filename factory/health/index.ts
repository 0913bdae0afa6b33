export { type MachineHealth, type Verdict, verdicts } from './assess.ts'
export { ewmaChart } from './ewma.ts'
export { averaged, fitMonitor } from './held-out.ts'
export type { Life } from './life.ts'
export { errorsOf, type LifeRun, predictLife, trainLife } from './life-model/index.ts'
export { type PcaScore, scorePca } from './pca.ts'
export { type HealthAsked, type HealthReading, type HealthTag, readHealth } from './read-health.ts'
export { type HealthMachine, type HealthScope, readHealthMachines } from './read-machines.ts'
export { baselineOf } from './robust.ts'
export { rules as healthRules } from './rules.ts'
export type { SensorHealth } from './sensor.ts'
export {
  besideBaseline,
  deployedBefore,
  deployLifeModel,
  driftNow,
  evaluateLifeModel,
  findLifeClass,
  findLifeModel,
  type LifeEvaluation,
  type LifeModelView,
  type LifeTraining,
  lifeDeployment,
  lifeDeploymentPreconditions,
  lifeDeploymentStale,
  listLifeModels,
  newestDeployment,
  type TrainedLife,
  type TrainingStep,
  trainLifeModel,
} from './trained/index.ts'
