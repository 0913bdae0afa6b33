import type { Db } from '../../../store/index.ts'
import { fileFault } from '../faults/index.ts'
import { refusalColumns } from '../files/refusal-file.ts'
import type { Draft } from './drafts.ts'
import { type Guess, guessColumns, guessFor, type SeenColumn } from './guess-columns.ts'
import { importStreams, streamOf } from './import-streams.ts'
import { planMapping } from './plan-mapping.ts'
import { readSheets, type SeenSheet } from './read-sheets.ts'
import { findMapping, type SavedMapping } from './saved-mappings.ts'

export type GuessedSheet = Guess & Pick<SeenSheet, 'sheet' | 'header'> & { seen: SeenColumn[] }
export type GuessedUpload = {
  source: string
  savedAt: Date | null
  mended: boolean
  sheets: GuessedSheet[]
}

/**
 * What the tables of a received file mean: as it was saved for the same headers, else guessed.
 *
 * @throws AppError invalid_input for a damaged file, and a mended list of a file that is not known
 */
export async function guessUpload(
  db: Db,
  draft: Draft,
  signal: AbortSignal,
): Promise<GuessedUpload> {
  draft.seen = await readSheets(draft.path, signal)
  const [first] = draft.seen
  if (first !== undefined && isRefusalList(first)) return guessMended(db, draft, first)
  const sheets: GuessedSheet[] = []
  let used: SavedMapping | null = null
  for (const seen of draft.seen) {
    const header = seen.columns.map(({ name }) => name)
    const saved = await findMapping(db, draft.siteId, header)
    const guess = saved === null ? guessColumns(seen.columns) : guessOf(saved, seen)
    used ??= saved
    sheets.push({ ...guess, sheet: seen.sheet, header: seen.header, seen: seen.columns })
  }
  return {
    source: used?.source ?? sourceOf(draft.name),
    savedAt: used?.savedAt ?? null,
    mended: false,
    sheets: leaveDoubtful(sheets),
  }
}

/** In a workbook of many sheets, those that are hardly anything are left out at first. */
const leaveDoubtful = (sheets: GuessedSheet[]): GuessedSheet[] =>
  sheets.length === 1
    ? sheets
    : sheets.map((sheet) => (sheet.confidence < 0.45 ? { ...sheet, stream: null } : sheet))

const guessOf = ({ stream, columns, constants }: SavedMapping, seen: SeenSheet): Guess => ({
  stream: importStreams.some(({ id }) => id === stream) ? stream : null,
  confidence: 1,
  columns: seen.columns.map(({ name }) => ({ field: columns[name] ?? null, confidence: 1 })),
  constants,
})

const isRefusalList = ({ columns }: SeenSheet) =>
  refusalColumns.every((name, at) => columns[at]?.name === name)

async function guessMended(db: Db, draft: Draft, list: SeenSheet): Promise<GuessedUpload> {
  const columns = list.columns.slice(refusalColumns.length)
  const header = columns.map(({ name }) => name)
  const saved = await findMapping(db, draft.siteId, header)
  if (saved === null) throw fileFault('unknownList', {})
  const [name = ''] = (list.columns[0]?.samples[0] ?? '').split('#')
  const { source, stream, savedAt } = saved
  const seen = [{ ...list, sheet: null, header: 1, headerLines: 1, fill: [], columns }]
  const plan = { source, sheets: [{ ...saved, sheet: null, stream }] }
  draft.mended = planMapping(plan, { ...draft, name, seen })
  return { source, savedAt, mended: true, sheets: [] }
}

/** Files of one kind differ by a date at their end: `output-2026-11.xlsx` is of `output`. */
const sourceOf = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/(\.(csv|tsv|txt|xlsx|gz))+$/i, '')
    .replace(/[\s_\-.]*\(?\d[\d\s_\-.年月日]*\)?$/, '')
    .slice(0, 100) || 'file'

type Asked = { sheet: string | null; stream: string }

const notFound = { code: 'not_found' } as const

/**
 * The columns again, once it is known what the rows are.
 *
 * @throws AppError not_found
 */
export function guessSheet(
  seen: readonly SeenSheet[],
  { sheet, stream }: Asked,
): Pick<Guess, 'columns' | 'constants'> {
  const found = seen.find((one) => one.sheet === sheet)
  const known = streamOf(stream)
  if (found === undefined) throw fileFault('sheetGone', { sheet: sheet ?? '' }, notFound)
  if (known === undefined) throw fileFault('noStream', { stream }, notFound)
  const { columns, constants } = guessFor(known, found.columns)
  return { columns, constants }
}
