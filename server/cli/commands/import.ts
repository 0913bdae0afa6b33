import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import { type Call, type Command, jsonOption } from '../command.ts'
import { progressOn, refusalLines, reportLines } from './import-report.ts'
import { replayLines } from './refused.ts'

export const importFiles: Command = {
  name: 'import',
  args: 'FILE… [--map FILE | --yes]',
  summary:
    'Take XLSX, CSV or CSV.gz files in; the same rows again change nothing. Without --map the columns are guessed and shown as a mapping, and imported with --yes. Rows that are refused are listed in a file: mend them there and import that file. Exit status 1 when any were, or when nothing was imported.',
  options: {
    ...jsonOption,
    map: { value: 'FILE', help: 'YAML that says what each column means (also --mapping)' },
    mapping: { value: 'FILE', help: 'the same as --map' },
    yes: { value: null, help: 'import by the guess, and keep it for files with these headers' },
    site: { value: 'SITE', help: 'site of files without mapping (default: the only one)' },
    source: { value: 'NAME', help: 'source of files without mapping (default: by their name)' },
    'dry-run': { value: null, help: 'check every row and write nothing' },
    refused: { value: 'FILE', help: 'list of refused rows (default: NAME.refused.csv here)' },
    replay: { value: null, help: 'send the rows of --site that were refused before again' },
  },
  run: async (call) => {
    if (call.given('replay')) return replay(call)
    const inputs = await inputsOf(call)
    let allTaken = true
    const connection = await call.connect({ bytes: await bytesOf(inputs) })
    for (const input of inputs) {
      const clear = 'mapping' in input || (await isClear(call, connection, input))
      allTaken = clear && (await importOne(call, connection, input)) && allTaken
    }
    return allTaken ? 0 : 1
  },
}

type Connection = Awaited<ReturnType<Call['connect']>>
type Input = Awaited<ReturnType<typeof inputsOf>>[number]

/** Files in the order of the mapping, whatever order they were typed in: machines before their data. */
async function inputsOf({ positionals, text, given }: Call) {
  const mapping = text('map') ?? text('mapping')
  if (positionals.length === 0) throw incomplete()
  const list = text('refused')
  if (list !== undefined && positionals.length > 1) throw oneListEach()
  const files = mapping === undefined ? positionals : await filesInOrder(mapping, positionals)
  return files.map((file) => ({
    file: resolve(file),
    refusals: resolve(list ?? `${basename(file)}.refused.csv`),
    dryRun: given('dry-run'),
    ...(mapping === undefined ? guessOptions({ text }) : { mapping: resolve(mapping) }),
  }))
}

/** A file that cannot be read counts as none: what is wrong with it is told by the import. */
async function bytesOf(inputs: Input[]): Promise<number> {
  const found = await Promise.allSettled(inputs.map(({ file }) => stat(file)))
  return found.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value.size : 0), 0)
}

async function filesInOrder(mapping: string, files: string[]): Promise<string[]> {
  const { inMappingOrder, loadMapping } = await import('../../ingest/files/index.ts')
  return inMappingOrder(await loadMapping(mapping), files)
}

const guessOptions = ({ text }: Pick<Call, 'text'>): { site?: string; source?: string } => {
  const [site, source] = [text('site'), text('source')]
  return { ...(site === undefined ? {} : { site }), ...(source === undefined ? {} : { source }) }
}

/** Shows what the columns seem to mean; true when that may be imported now. */
async function isClear(call: Call, connection: Connection, input: Input): Promise<boolean> {
  const { given, io, print, note } = call
  const { file } = input
  const guess = await connection.perform(
    'file-guess',
    { file, ...guessOptions(call) },
    { signal: io.signal },
  )
  const confirmed = guess.savedAt !== null
  if (!confirmed && !given('json')) print(guess.mapping)
  if (given('dry-run') || confirmed || given('yes')) {
    note(`${basename(file)}: ${confirmed ? 'its headers are known' : 'by a guess'}`)
    return true
  }
  if (given('json')) print(JSON.stringify(guess))
  note(`${basename(file)}: nothing is imported yet. The mapping above is a guess.`)
  note('fix:   Import by it with --yes; or save it, correct it, and give it with --map.')
  return false
}

/** @returns whether every row was taken */
async function importOne(call: Call, connection: Connection, input: Input): Promise<boolean> {
  const { given, io, print, note } = call
  const progress = progressOn(io.stderr, basename(input.file))
  const report = await connection
    .perform('file-import', input, { signal: io.signal, progress: progress.show })
    .finally(progress.end)
  if (given('json')) print(JSON.stringify(report))
  else for (const line of reportLines(report)) print(line)
  for (const line of refusalLines(report)) note(line)
  return report.refused === 0
}

async function replay(call: Call): Promise<number> {
  const { positionals, text, given, io, print, connect } = call
  const site = text('site')
  if (site === undefined || positionals.length > 0) throw replayWhat()
  const connection = await connect()
  const input = { site, ...(given('source') ? { source: text('source') } : {}) }
  const done = await connection.perform('refused-replay', input, { signal: io.signal })
  if (given('json')) print(JSON.stringify(done))
  else for (const line of replayLines(done)) print(line)
  return done.some(({ refusedRows }) => refusedRows > 0) ? 1 : 0
}

function incomplete(): AppError {
  return new AppError('invalid_input', 'A file is needed.', {
    field: 'FILE',
    hint: 'Write jidoka import FILE…, or with a mapping: jidoka import FILE… --map mapping.yaml.',
  })
}

function replayWhat(): AppError {
  return new AppError('invalid_input', '--replay sends kept rows of a site again, no files.', {
    field: '--replay',
    hint: 'Write jidoka import --replay --site SITE [--source NAME].',
  })
}

function oneListEach(): AppError {
  return new AppError('invalid_input', '--refused names one list, but there are several files.', {
    field: '--refused',
    hint: 'Leave it out: each file gets a list NAME.refused.csv here. Or import one file at a time.',
  })
}
