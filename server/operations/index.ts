import { actionShow, actionsList } from './actions.ts'
import { ask } from './ask.ts'
import { auditErase, auditExport, auditHead, auditReport, auditVerify } from './audit.ts'
import { keyCreate, keyList, keyRevoke, refusedList, refusedReplay } from './collection.ts'
import {
  documentAdd,
  documentList,
  documentPublish,
  documentQuestions,
  documentReindex,
  documentRetire,
  documentReviews,
} from './documents.ts'
import { exportFile } from './export.ts'
import { findingChange, findingsList } from './findings.ts'
import { actionsReport } from './follow-up.ts'
import { glossaryList, glossaryPut, glossaryRetire } from './glossary.ts'
import { fileGuess, fileImport, fileTake } from './import.ts'
import { lessonsList } from './lessons.ts'
import { mcpCall, mcpDocument, mcpDocuments, mcpFileable, whoami } from './mcp.ts'
import type { Operation } from './operation.ts'
import { tokenIssue, userAdd } from './people.ts'
import {
  playbookArm,
  playbookCheck,
  playbookDisarm,
  playbookRehearse,
  playbooksList,
} from './playbooks.ts'
import { state } from './state.ts'

export { actionShow, actionsList } from './actions.ts'
export { ask } from './ask.ts'
export { auditErase, auditExport, auditHead, auditReport, auditVerify } from './audit.ts'
export { keyCreate, keyList, keyRevoke, refusedList, refusedReplay } from './collection.ts'
export {
  documentAdd,
  documentList,
  documentPublish,
  documentQuestions,
  documentReindex,
  documentRetire,
  documentReviews,
} from './documents.ts'
export { exportFile } from './export.ts'
export { findingChange, findingsList } from './findings.ts'
export { actionsReport } from './follow-up.ts'
export { glossaryList, glossaryPut, glossaryRetire } from './glossary.ts'
export { fileGuess, fileImport, fileTake } from './import.ts'
export { lessonsList } from './lessons.ts'
export { localPrincipal } from './local-principal.ts'
export { mcpCall, mcpDocument, mcpDocuments, mcpFileable, whoami } from './mcp.ts'
export type {
  Operation,
  TypedOperation,
} from './operation.ts'
export { tokenIssue, userAdd } from './people.ts'
export {
  playbookArm,
  playbookCheck,
  playbookDisarm,
  playbookRehearse,
  playbooksList,
} from './playbooks.ts'
export { state } from './state.ts'

export const operations: readonly Operation[] = [
  actionShow,
  actionsList,
  actionsReport,
  ask,
  auditErase,
  auditExport,
  auditHead,
  auditReport,
  auditVerify,
  documentAdd,
  documentList,
  documentPublish,
  documentQuestions,
  documentReindex,
  documentRetire,
  documentReviews,
  exportFile,
  fileGuess,
  fileImport,
  fileTake,
  findingChange,
  findingsList,
  glossaryList,
  glossaryPut,
  glossaryRetire,
  keyCreate,
  keyList,
  keyRevoke,
  lessonsList,
  mcpCall,
  mcpDocument,
  mcpDocuments,
  mcpFileable,
  playbookArm,
  playbookCheck,
  playbookDisarm,
  playbookRehearse,
  playbooksList,
  refusedList,
  refusedReplay,
  state,
  tokenIssue,
  userAdd,
  whoami,
]
