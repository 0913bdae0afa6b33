import { rm } from 'node:fs/promises'
import type { Principal } from '../../../base/principal.ts'
import type { IngestDeps } from '../../../factory/index.ts'
import { fileFault } from '../faults/index.ts'
import { type ImportProgress, type ImportReport, importFile } from '../files/index.ts'
import { readCsv } from '../files/read-csv.ts'
import type { RefusedRecord } from '../files/refusal-file.ts'
import type { Draft } from './drafts.ts'
import { type Plan, planMapping } from './plan-mapping.ts'
import { saveMapping } from './saved-mappings.ts'

const refusalsShown = 100

type Run = {
  draft: Draft
  plan: Plan
  dryRun: boolean
  principal: Principal
  signal: AbortSignal
  onProgress: (progress: ImportProgress) => void
}

export type UploadReport = ImportReport & { refusals: RefusedRecord[] }

/**
 * Checks or imports a received file. One that went in is removed; what its columns meant is kept
 * for the next file with its header.
 *
 * @throws AppError conflict while it runs already; else as importFile does
 */
export async function runUpload(deps: IngestDeps, run: Run): Promise<UploadReport> {
  const { draft, signal } = run
  if (draft.running !== null && !draft.running.signal.aborted)
    throw fileFault('running', {}, { code: 'conflict' })
  // One that was cancelled ends with the batch that it is storing.
  await draft.running?.ended
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  draft.running = { signal, ended }
  try {
    return await runNow(deps, run)
  } finally {
    draft.running = null
    end()
  }
}

async function runNow(deps: IngestDeps, run: Run): Promise<UploadReport> {
  const { draft, plan, dryRun, principal, signal, onProgress } = run
  const mapping = draft.mended ?? planMapping(plan, draft)
  const { name, path } = draft
  const refusalsPath = `${path}.refused.csv`
  const options = { path, name, mapping, dryRun, refusalsPath, principal, signal, onProgress }
  const report = await importFile(deps, options)
  draft.refusals = report.refusalsFiles
  if (!dryRun) {
    await rm(path, { force: true })
    if (draft.mended === null) await saveAll(deps, run)
  }
  return { ...report, refusals: await firstRefusals(report) }
}

async function saveAll(deps: IngestDeps, { draft, plan, principal }: Run): Promise<void> {
  for (const sheet of plan.sheets) {
    const seen = draft.seen.find((one) => one.sheet === sheet.sheet)
    const header = seen?.columns.map(({ name }) => name) ?? []
    const { siteId } = draft
    await saveMapping(deps, { siteId, header, source: plan.source, sheet, principal })
  }
}

/** The first of what the lists of refused rows hold, as they were written. */
async function firstRefusals({ refusalsFiles }: ImportReport): Promise<RefusedRecord[]> {
  const found: RefusedRecord[] = []
  for (const path of refusalsFiles) {
    for await (const { cells, line } of readCsv(path, { delimiter: ',', encoding: 'utf-8' })) {
      if (found.length >= refusalsShown) return found
      const [file = '', at = '', stream = '', field = '', value = '', reason = ''] = cells
      const shown = value === '' ? null : value
      if (line > 1) found.push({ file, line: Number(at), stream, field, value: shown, reason })
    }
  }
  return found
}
