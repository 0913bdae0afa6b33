export type { SettingFinding } from './assess-settings.ts'
export { isLess, type ResponseId, responses } from './history.ts'
export {
  type MachineWindows,
  type ProcessWindows,
  processWindows,
} from './process-windows.ts'
