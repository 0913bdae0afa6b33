import { basename, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import { inMappingOrder, loadMapping } from '../../ingest/files/index.ts'
import { fileImport } from '../../operations/index.ts'
import type { Parsed } from '../args.ts'
import { type Command, jsonOption } from '../command.ts'

export const importFiles: Command = {
  name: 'import',
  args: 'FILE… --mapping FILE',
  summary:
    'Take CSV or CSV.gz files in by a mapping; the same rows again change nothing. Rows that are refused are listed in a file: mend them there and import that file. Exit status 1 when any were.',
  options: {
    ...jsonOption,
    mapping: { value: 'FILE', help: 'YAML that says what each column means' },
    'dry-run': { value: null, help: 'check every row and write nothing' },
    refused: { value: 'FILE', help: 'list of refused rows (default: NAME.refused.csv here)' },
  },
  run: async (call) => {
    const { given, io, print, note, connect } = call
    const inputs = await inputsOf(call)
    const connection = await connect()
    let allTaken = true
    for (const input of inputs) {
      const progress = progressOn(io.stderr, basename(input.file))
      const report = await connection
        .perform(fileImport, input, { signal: io.signal, progress: progress.show })
        .finally(progress.end)
      if (given('json')) print(JSON.stringify(report))
      else for (const line of reportLines(report)) print(line)
      for (const line of refusalLines(report)) note(line)
      allTaken &&= report.refused === 0
    }
    return allTaken ? 0 : 1
  },
}

/** Files in the order of the mapping, whatever order they were typed in: machines before their data. */
async function inputsOf({ positionals, text, given }: Parsed) {
  const mapping = text('mapping')
  if (positionals.length === 0 || mapping === undefined) throw incomplete()
  const list = text('refused')
  if (list !== undefined && positionals.length > 1) throw oneListEach()
  const files = inMappingOrder(await loadMapping(mapping), positionals)
  return files.map((file) => ({
    file: resolve(file),
    mapping: resolve(mapping),
    refusals: resolve(list ?? `${basename(file)}.refused.csv`),
    dryRun: given('dry-run'),
  }))
}

const readSoFar = z.object({
  bytesRead: z.number(),
  bytesTotal: z.number(),
  rowsRead: z.number(),
})

/** On a terminal one line that changes, elsewhere a line for each step. */
function progressOn(stderr: Writable, file: string) {
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

type Report = NonNullable<typeof fileImport.output>

function reportLines({ file, dryRun, rowsRead, perStream, ...sums }: Report): string[] {
  const { written, duplicates, refused } = sums
  return [
    `${file}: ${rowsRead} rows read${dryRun ? ' (dry run: nothing written)' : ''}`,
    `  written ${written}, known already ${duplicates}, refused ${refused}`,
    ...Object.entries(perStream).map(
      ([stream, { written: rows, duplicates: known }]) =>
        `    ${stream}: written ${rows}, known already ${known}`,
    ),
  ]
}

function refusalLines({ file, rowsRead, refused, firstRefused, refusalsFile }: Report): string[] {
  if (firstRefused === null) return []
  const { line, field, value, reason } = firstRefused
  const fix =
    refusalsFile === null
      ? `Mend them in ${file}, then import it again.`
      : `Mend them in ${refusalsFile}, then import that file by the same mapping.`
  return [
    `error: ${refused} of ${rowsRead} rows of ${file} were refused; the first, line ${line}: ${field}${value === null ? '' : ` "${value}"`} ${reason}`,
    `fix:   ${fix}`,
  ]
}

function incomplete(): AppError {
  return new AppError('invalid_input', 'A file and its mapping are needed.', {
    field: '--mapping',
    hint: 'Write jidoka import FILE… --mapping mapping.yaml.',
  })
}

function oneListEach(): AppError {
  return new AppError('invalid_input', '--refused names one list, but there are several files.', {
    field: '--refused',
    hint: 'Leave it out: each file gets a list NAME.refused.csv here. Or import one file at a time.',
  })
}
