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
import {
  healthDeploy,
  healthEvaluate,
  healthModels,
  healthRollBack,
  healthTrain,
} from './life-models.ts'
import { mcpCall, mcpDocument, mcpDocuments, mcpFileable, whoami } from './mcp.ts'
import { modelsUsage } from './models.ts'
import type { Operation, TypedOperation } from './operation.ts'
import {
  tokenIssue,
  tokenList,
  tokenRevoke,
  userAdd,
  userBind,
  userList,
  userLock,
  userPassword,
  userRoles,
  userUnbind,
  userUnlock,
} from './people.ts'
import {
  playbookArm,
  playbookCheck,
  playbookDisarm,
  playbookRehearse,
  playbooksList,
} from './playbooks.ts'
import { state } from './state.ts'

export { localPrincipal } from './local-principal.ts'
export type { Operation } from './operation.ts'

export const operations = [
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
  healthDeploy,
  healthEvaluate,
  healthModels,
  healthRollBack,
  healthTrain,
  keyCreate,
  keyList,
  keyRevoke,
  lessonsList,
  mcpCall,
  mcpDocument,
  mcpDocuments,
  mcpFileable,
  modelsUsage,
  playbookArm,
  playbookCheck,
  playbookDisarm,
  playbookRehearse,
  playbooksList,
  refusedList,
  refusedReplay,
  state,
  tokenIssue,
  tokenList,
  tokenRevoke,
  userAdd,
  userBind,
  userList,
  userLock,
  userPassword,
  userRoles,
  userUnbind,
  userUnlock,
  whoami,
] as const satisfies readonly Operation[]

type Operations = (typeof operations)[number]
export type OperationName = Operations['name']
export type OutputOf<Name extends OperationName> =
  Extract<Operations, { name: Name }> extends TypedOperation<Name, infer Output> ? Output : never
