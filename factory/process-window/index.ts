export type { SettingFinding } from './assess-settings.ts'
export { isLess, type ResponseId, responses } from './history.ts'
export {
  type MachineWindows,
  type ProcessAsked,
  type ProcessWindows,
  readProcessWindows,
} from './read-process-windows.ts'
