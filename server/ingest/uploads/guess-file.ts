import { basename } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import type { Clock } from '../../../base/ports.ts'
import type { Principal } from '../../../base/principal.ts'
import { rowKey } from '../../../factory/index.ts'
import type { Db } from '../../../store/index.ts'
import type { Mapping } from '../files/index.ts'
import { recordMapper } from '../files/map-record.ts'
import { openRecords, recordsOf } from '../files/record-source.ts'
import type { Draft } from './drafts.ts'
import { type GuessedSheet, guessUpload } from './guess-upload.ts'
import { streamOf } from './import-streams.ts'
import { type Plan, planMapping } from './plan-mapping.ts'
import type { SeenSheet } from './read-sheets.ts'
import { saveMapping } from './saved-mappings.ts'

export type GuessedFile = {
  mapping: Mapping
  plan: Plan
  seen: SeenSheet[]
  sheets: GuessedSheet[]
  /** When the same headers were imported before; null for a guess. */
  savedAt: Date | null
  /** Why the file cannot be imported so. */
  problems: string[]
}

type Asked = {
  path: string
  siteId: string
  zone: string
  /** Of the rows; by the name of the file when absent. */
  source?: string | undefined
  signal: AbortSignal
}

/**
 * What the tables of a file on this machine mean, as a mapping.
 *
 * @throws AppError invalid_input for a file without any table that could be of this product
 */
export async function guessFile(db: Db, asked: Asked): Promise<GuessedFile> {
  const { path, siteId, zone, signal } = asked
  const draft: Draft = {
    ...{ id: '', userId: '', folder: '', bytes: 0, seen: [], refusals: [] },
    ...{ mended: null, running: null, name: basename(path), path, siteId, zone },
  }
  const { sheets, savedAt, source } = await guessUpload(db, draft, signal)
  const { mended, seen } = draft
  const plan = { source: asked.source ?? source, sheets: sheets.flatMap(planOf) }
  if (mended !== null) return { mapping: mended, plan, seen, sheets, savedAt, problems: [] }
  if (plan.sheets.length === 0) throw nothingKnown(basename(path))
  const mapping = planMapping(plan, draft)
  const missing = problemsOf(plan)
  const problems = missing.length > 0 ? missing : await collisions(path, mapping, signal)
  return { mapping, plan, seen, sheets, savedAt, problems }
}

const planOf = ({ sheet, stream, seen, columns, constants }: GuessedSheet): Plan['sheets'] => {
  if (stream === null) return []
  const named = seen.flatMap(({ name }, at): [string, string][] => {
    const field = columns[at]?.field ?? null
    return field === null ? [] : [[name, field]]
  })
  return [{ sheet, stream, columns: Object.fromEntries(named), constants }]
}

function problemsOf({ sheets }: Plan): string[] {
  return sheets.flatMap(({ sheet, stream, columns, constants }) => {
    const given = new Set([...Object.values(columns), ...Object.keys(constants)])
    const missing = (streamOf(stream)?.fields ?? []).filter(
      ({ id, required }) => required && !given.has(id),
    )
    const where = sheet === null ? '' : `sheet ${sheet}, `
    return missing.map(({ id, nameEn }) => `${where}${stream}: no column for ${id} (${nameEn})`)
  })
}

const recordsCompared = 5_000

/** Rows of one file that would replace each other: a column that tells them apart is not used. */
async function collisions(path: string, mapping: Mapping, signal: AbortSignal): Promise<string[]> {
  const found: string[] = []
  for await (const source of openRecords(path, mapping, { signal })) {
    const { map } = recordMapper(source.fileMapping, source.columns, { zone: mapping.zone })
    const rows = new Map<string, { line: number; text: string }>()
    for await (const { cells, line } of recordsOf(source)) {
      if (rows.size >= recordsCompared) break
      for (const { stream, row } of map(cells)) {
        const key = rowKey(stream, row)
        const text = JSON.stringify(row)
        const other = rows.get(`${stream} ${key}`)
        if (key !== null && other !== undefined && other.text !== text) {
          found.push(
            `${source.file}: lines ${other.line} and ${line} are one ${stream} row: ${key}`,
          )
        } else rows.set(`${stream} ${key}`, { line, text })
      }
      if (found.length > 0) break
    }
  }
  return found
}

/** Keeps what the columns meant, for the next file with the same headers. */
export async function saveGuess(
  deps: { db: Db; clock: Clock },
  { plan, seen }: Pick<GuessedFile, 'plan' | 'seen'>,
  { siteId, principal }: { siteId: string; principal: Principal },
): Promise<void> {
  for (const sheet of plan.sheets) {
    const found = seen.find((one) => one.sheet === sheet.sheet)
    const header = found?.columns.map(({ name }) => name) ?? []
    await saveMapping(deps, { siteId, header, source: plan.source, sheet, principal })
  }
}

const nothingKnown = (name: string): AppError =>
  new AppError('invalid_input', `The columns of ${name} are not known: nothing could be guessed.`, {
    field: 'file',
    hint: 'Write a mapping (docs/import.md shows how) and give it with --map.',
  })
