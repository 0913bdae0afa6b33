import { ask } from './ask.ts'
import { documentAdd } from './documents.ts'
import { fileImport } from './import.ts'
import { mcpCall, mcpDocument, mcpDocuments, whoami } from './mcp.ts'
import type { Operation } from './operation.ts'
import { tokenIssue, userAdd } from './people.ts'
import { auditVerify, state } from './state.ts'

export { ask } from './ask.ts'
export { documentAdd } from './documents.ts'
export { fileImport } from './import.ts'
export { localPrincipal } from './local-principal.ts'
export { mcpCall, mcpDocument, mcpDocuments, whoami } from './mcp.ts'
export type {
  Operation,
  TypedOperation,
} from './operation.ts'
export { tokenIssue, userAdd } from './people.ts'
export { auditVerify, state } from './state.ts'

export const operations: readonly Operation[] = [
  ask,
  auditVerify,
  documentAdd,
  fileImport,
  mcpCall,
  mcpDocument,
  mcpDocuments,
  state,
  tokenIssue,
  userAdd,
  whoami,
]
