import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { parseInstant, zoneOf } from '../../factory/index.ts'
import type { Deps } from '../deps.ts'
import { answerSheets, formatOf, readTable, type Sheet, writeSheets } from '../export/index.ts'
import { allSites } from '../sites.ts'
import { turnEvents } from '../turns.ts'
import { defineOperation, type OperationContext } from './operation.ts'

const input = z.strictObject({
  /** A table, or a question: one of them. */
  table: z.string().min(1).optional(),
  question: z.string().min(1).optional(),
  file: z.string().min(1),
  site: z.string().min(1).optional(),
  since: z.string().min(1).optional(),
  until: z.string().min(1).optional(),
  overwrite: z.boolean().default(false),
})
type Input = z.output<typeof input>

/** Writes a table, or an answer, to an XLSX or CSV file of this machine: what the person may see. */
export const exportFile = defineOperation({
  name: 'export-file',
  input,
  run: async (deps, context, given) => {
    const { file, overwrite } = given
    formatOf(file)
    const sheets = await sheetsOf(deps, context, given)
    const { rows } = await writeSheets(sheets, { path: file, overwrite, signal: context.signal })
    return { file, rows, sheets: sheets.map(({ name }) => name) }
  },
})

async function sheetsOf(deps: Deps, context: OperationContext, given: Input): Promise<Sheet[]> {
  const { table, question, site } = given
  if (table === undefined && question !== undefined) {
    const { principal, signal } = context
    const turn = { principal, threadId: deps.newId('thr'), question, channel: 'cli', signal }
    const { collectAnswer } = await import('../../agent/index.ts')
    return answerSheets(question, await collectAnswer(turnEvents(deps, turn)))
  }
  if (table === undefined || question !== undefined) throw oneOfThem()
  const { db } = deps
  const { principal, signal } = context
  const zone = zoneOf((await allSites(db)).find(({ id }) => id === site)?.zone ?? 'UTC')
  const instant = (field: 'since' | 'until') => {
    const typed = given[field]
    return typed === undefined ? undefined : parseInstant({ field: `--${field}`, typed, zone })
  }
  const window = { since: instant('since'), until: instant('until') }
  return [await readTable({ db, principal, signal }, { table, site, ...window })]
}

const oneOfThem = (): AppError =>
  new AppError('invalid_input', 'A table or a question is needed, and not both.', {
    field: 'table',
    hint: 'Write jidoka export production_count --to output.xlsx, or --ask "…" --to output.xlsx.',
  })
