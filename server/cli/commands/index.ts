import type { Command } from '../command.ts'
import { ask } from './ask.ts'
import { auditVerify } from './audit.ts'
import { docsAdd, docsList, docsSearch } from './docs.ts'
import { doctor } from './doctor.ts'
import { importFiles } from './import.ts'
import { mcp } from './mcp.ts'
import { tokenIssue, userAdd } from './people.ts'
import { serve } from './serve.ts'

export const commands: readonly Command[] = [
  serve,
  ask,
  mcp,
  importFiles,
  docsAdd,
  docsList,
  docsSearch,
  auditVerify,
  doctor,
  tokenIssue,
  userAdd,
]
