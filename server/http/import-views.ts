import type { ImportProgress } from '../ingest/files/index.ts'
import type { UploadReport } from '../ingest/uploads/index.ts'
import type { ImportEvent, ImportReport } from './import-contract.ts'

export const eventOf = ({ written: _stored, ...progress }: ImportProgress): ImportEvent => ({
  type: 'progress',
  ...progress,
})

/** Of a dry run it is not known which of the good rows are there already. */
export function reportOf(report: UploadReport): ImportReport {
  const { dryRun, rowsRead, skipped, refused, refusals } = report
  const perStream = Object.entries(report.perStream).map(([stream, totals]) => ({
    ...{ stream, refused: totals.refused },
    written: dryRun ? totals.read - totals.refused : totals.written,
    duplicates: dryRun ? null : totals.duplicates,
  }))
  return {
    ...{ dryRun, rowsRead, skipped, refused, perStream },
    lists: report.refusalsFiles.length,
    written: perStream.reduce((sum, { written }) => sum + written, 0),
    duplicates: dryRun ? null : report.duplicates,
    refusals: refusals.map(({ file, line, stream, field, value, reason }) => ({
      ...{ line, stream, field, value, reason },
      sheet: file.split('#')[1] ?? null,
    })),
  }
}
