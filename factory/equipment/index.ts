export { type EquipmentRow, findEquipment, levels } from './find-equipment.ts'
export { findTag } from './find-tag.ts'
export {
  type LastMeasurement,
  type MachineNow,
  readMachineNow,
  type StateNow,
} from './machine-now.ts'
export { type MachineStretch, readMachineStates } from './machine-states.ts'
export { type MachineTile, readSiteNow, type TileFreshness } from './site-now.ts'
export { categoryName, stateName } from './state-names.ts'
