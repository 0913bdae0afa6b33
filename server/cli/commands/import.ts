import { basename, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import { fileImport } from '../../operations/index.ts'
import { type Command, jsonOption } from '../command.ts'

export const importFiles: Command = {
  name: 'import',
  args: 'FILE… --mapping FILE',
  summary: 'Take CSV or CSV.gz files in by a mapping; the same rows again change nothing.',
  options: {
    ...jsonOption,
    mapping: { value: 'FILE', help: 'YAML that says what each column means' },
    'dry-run': { value: null, help: 'check every row and write nothing' },
    refused: { value: 'FILE', help: 'list of refused rows (default: NAME.refused.csv here)' },
  },
  run: async ({ positionals, text, given, io, print, note, connect }) => {
    const mapping = text('mapping')
    if (positionals.length === 0 || mapping === undefined) throw incomplete()
    const connection = await connect()
    for (const file of positionals) {
      const input = {
        file: resolve(file),
        mapping: resolve(mapping),
        refusals: resolve(text('refused') ?? `${basename(file)}.refused.csv`),
        dryRun: given('dry-run'),
      }
      const report = await connection.perform(fileImport, input, {
        signal: io.signal,
        progress: (step) => note(progressLine(file, step)),
      })
      if (given('json')) print(JSON.stringify(report))
      else for (const line of reportLines(report)) print(line)
    }
    return 0
  },
}

const readSoFar = z.object({
  bytesRead: z.number(),
  bytesTotal: z.number(),
  rowsRead: z.number(),
})

function progressLine(file: string, step: unknown): string {
  const { bytesRead, bytesTotal, rowsRead } = readSoFar.parse(step)
  const percent = bytesTotal === 0 ? 100 : Math.floor((100 * bytesRead) / bytesTotal)
  return `${basename(file)}: ${percent} %, ${rowsRead} rows`
}

type Report = NonNullable<typeof fileImport.output>

function reportLines({ file, dryRun, rowsRead, refusalsFile, ...sums }: Report): string[] {
  const { written, duplicates, refused } = sums
  return [
    `${file}: ${rowsRead} rows read${dryRun ? ' (dry run: nothing written)' : ''}`,
    `  written ${written}, known already ${duplicates}, refused ${refused}`,
    ...(refused > 0 && refusalsFile !== null
      ? [`  refused rows, with reasons: ${refusalsFile}`]
      : []),
  ]
}

function incomplete(): AppError {
  return new AppError('invalid_input', 'A file and its mapping are needed.', {
    field: '--mapping',
    hint: 'Write jidoka import FILE… --mapping mapping.yaml.',
  })
}
