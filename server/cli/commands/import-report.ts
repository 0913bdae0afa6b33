import type { Writable } from 'node:stream'
import { z } from 'zod'
import type { OutputOf } from '../../operations/index.ts'

const readSoFar = z.object({
  bytesRead: z.number(),
  bytesTotal: z.number(),
  rowsRead: z.number(),
})

/** On a terminal one line that changes, elsewhere a line for each step. */
export function progressOn(stderr: Writable, file: string) {
  const live = 'isTTY' in stderr && stderr.isTTY === true
  let shown = false
  return {
    show: (step: unknown) => {
      const { bytesRead, bytesTotal, rowsRead } = readSoFar.parse(step)
      const percent = bytesTotal === 0 ? 100 : Math.floor((100 * bytesRead) / bytesTotal)
      const line = `${file}: ${percent} %, ${rowsRead} rows`
      stderr.write(live ? `\r\u001b[2K${line}` : `${line}\n`)
      shown = true
    },
    end: () => {
      if (live && shown) stderr.write('\n')
    },
  }
}

type Report = OutputOf<'file-import'>

export function reportLines(report: Report): string[] {
  const { file, dryRun, rowsRead, skipped, written, duplicates, refused, perStream } = report
  const left = skipped === 0 ? '' : `, ${skipped} totals and empty lines left out`
  return [
    `${file}: ${rowsRead} rows read${left}${dryRun ? ' (dry run: nothing written)' : ''}`,
    `  written ${written}, known already ${duplicates}, refused ${refused}`,
    ...Object.entries(perStream).map(
      ([stream, { written: rows, duplicates: known }]) =>
        `    ${stream}: written ${rows}, known already ${known}`,
    ),
  ]
}

export function refusalLines({
  file,
  rowsRead,
  refused,
  firstRefused,
  refusalsFiles,
}: Report): string[] {
  if (firstRefused === null) return []
  const { line, field, value, reason } = firstRefused
  const fix =
    refusalsFiles.length === 0
      ? `Mend them in ${file}, then import it again.`
      : `Mend them in ${refusalsFiles.join(' and ')}, then import that file by the same mapping.`
  return [
    `error: ${refused} of ${rowsRead} rows of ${file} were refused; the first, line ${line}: ${field}${value === null ? '' : ` "${value}"`} ${reason}`,
    `fix:   ${fix}`,
  ]
}
