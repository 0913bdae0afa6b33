import { changes } from './cases/changes.ts'
import { documents } from './cases/documents.ts'
import { figures } from './cases/figures.ts'
import { maintenance } from './cases/maintenance.ts'
import { refusals } from './cases/refusals.ts'
import { schedule } from './cases/schedule.ts'
import { inLanguages, type Task } from './task.ts'

/** Every task, in Chinese and in English. */
export const tasks: Task[] = [maintenance, schedule, figures, documents, refusals, changes]
  .flat()
  .flatMap(inLanguages)
