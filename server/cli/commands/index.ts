import type { Command } from '../command.ts'
import { actionsList, actionsShow } from './actions.ts'
import { actionsReport } from './actions-report.ts'
import { ask } from './ask.ts'
import { auditErase, auditExport, auditReport, auditVerify } from './audit.ts'
import { docsList, docsSearch } from './docs.ts'
import { docsAdd, docsWatch } from './docs-add.ts'
import { docsPublish, docsRetire, docsReviews, docsUnanswered } from './docs-life.ts'
import { docsReindex } from './docs-reindex.ts'
import { doctor } from './doctor.ts'
import { exportCommand } from './export.ts'
import { findingsAcknowledge, findingsClose, findingsList } from './findings.ts'
import { glossaryAdd, glossaryList, glossaryRetire } from './glossary.ts'
import { importFiles } from './import.ts'
import { keyCreate, keyList, keyRevoke } from './keys.ts'
import { lessonsList } from './lessons.ts'
import {
  healthDeploy,
  healthEvaluate,
  healthModels,
  healthRollBack,
  healthTrain,
} from './life-models.ts'
import { mcp } from './mcp.ts'
import { modelsUsage } from './models.ts'
import {
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
  playbookList,
  playbookRehearse,
} from './playbooks.ts'
import { refusedList, refusedReplay } from './refused.ts'
import { scheduleCheck, scheduleSolve } from './schedule.ts'
import { serve } from './serve.ts'
import { tokenIssue, tokenList, tokenRevoke } from './tokens.ts'
import { watch } from './watch.ts'

export const commands: readonly Command[] = [
  serve,
  ask,
  mcp,
  importFiles,
  watch,
  exportCommand,
  docsAdd,
  docsWatch,
  docsList,
  docsSearch,
  docsReindex,
  docsPublish,
  docsRetire,
  docsReviews,
  docsUnanswered,
  glossaryList,
  glossaryAdd,
  glossaryRetire,
  actionsList,
  actionsShow,
  actionsReport,
  auditVerify,
  auditExport,
  auditReport,
  auditErase,
  doctor,
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
  keyCreate,
  keyList,
  keyRevoke,
  refusedList,
  refusedReplay,
  findingsList,
  findingsAcknowledge,
  findingsClose,
  lessonsList,
  modelsUsage,
  playbookList,
  playbookCheck,
  playbookRehearse,
  playbookArm,
  playbookDisarm,
  scheduleSolve,
  scheduleCheck,
  healthTrain,
  healthModels,
  healthEvaluate,
  healthDeploy,
  healthRollBack,
]
