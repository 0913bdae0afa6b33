export type { FaultKind } from './fault.ts'
export {
  changeFinding,
  type Finding,
  type FindingChange,
  findDataFaults,
  listFindings,
} from './findings.ts'
