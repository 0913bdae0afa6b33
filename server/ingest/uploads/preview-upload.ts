import { AppError, describeError } from '../../../base/app-error.ts'
import type { Principal } from '../../../base/principal.ts'
import {
  checkRows,
  type IngestDeps,
  loadNames,
  type StreamName,
  type StreamRow,
} from '../../../factory/index.ts'
import { kindsFound, recordMapper } from '../files/map-record.ts'
import type { Mapping } from '../files/mapping.ts'
import { openRecords, type RecordSource, recordsOf } from '../files/record-source.ts'
import type { Draft } from './drafts.ts'
import { type Plan, planMapping, type SheetPlan } from './plan-mapping.ts'

const rowsShown = 8

type Refused = {
  sheet: string | null
  stream: string
  line: number
  field: string
  value: string | null
  reason: string
}
type PreviewedRow = { line: number; values: (string | null)[]; refused: Refused[] }
export type PreviewedSheet = {
  sheet: string | null
  fields: string[]
  rows: PreviewedRow[]
  problem: { code: string; message: string; hint?: string } | null
}

type Asked = { draft: Draft; plan: Plan; principal: Principal; signal: AbortSignal }

/** The first rows of each sheet as they would be stored, and which of them would be refused. */
export async function previewUpload(deps: IngestDeps, asked: Asked): Promise<PreviewedSheet[]> {
  const sheets: PreviewedSheet[] = []
  for (const sheet of asked.plan.sheets) {
    try {
      sheets.push(await previewSheet(deps, asked, sheet))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      sheets.push({ sheet: sheet.sheet, fields: [], rows: [], problem: describeError(error) })
    }
  }
  return sheets
}

async function previewSheet(
  deps: IngestDeps,
  { draft, plan, principal, signal }: Asked,
  sheet: SheetPlan,
): Promise<PreviewedSheet> {
  const mapping = planMapping({ ...plan, sheets: [sheet] }, draft)
  const fields = Object.keys(mapping.files[0]?.outputs[0]?.row ?? {})
  const stream = sheet.stream as StreamName
  for await (const source of openRecords(draft.path, mapping, { name: draft.name, signal })) {
    const rows = await mapFirst(deps, { source, mapping, principal, siteId: draft.siteId })
    const batch = {
      ...{ siteId: draft.siteId, source: plan.source, stream },
      rows: rows.map(({ row }) => row as StreamRow),
      positions: rows.map(({ line }) => String(line)),
    }
    const { refused } = await checkRows(deps, batch, new Map())
    return {
      ...{ sheet: sheet.sheet, fields, problem: null },
      rows: shown({ rows, fields, refused, of: sheet }),
    }
  }
  return { sheet: sheet.sheet, fields, rows: [], problem: null }
}

type Mapped = { line: number; row: Record<string, unknown> }
type First = { source: RecordSource; mapping: Mapping; principal: Principal; siteId: string }

async function mapFirst({ db }: IngestDeps, first: First): Promise<Mapped[]> {
  const { source, mapping, principal, siteId } = first
  const kinds = kindsFound(source.fileMapping)
  const { find } = await loadNames(db, { siteId, kinds, principal })
  const mapper = recordMapper(source.fileMapping, source.columns, { zone: mapping.zone, find })
  const rows: Mapped[] = []
  for await (const { cells, line } of recordsOf(source)) {
    if (rows.length >= rowsShown) break
    if (cells.length === source.columns.length) {
      rows.push(...mapper.map(cells).map(({ row }) => ({ line, row })))
    }
  }
  return rows
}

type Refusal = { position: string; field: string; value: string | null; reason: string }

type Shown = { rows: Mapped[]; fields: string[]; refused: Refusal[]; of: SheetPlan }

const shown = ({ rows, fields, refused, of: { sheet, stream } }: Shown): PreviewedRow[] =>
  rows.map(({ line, row }) => ({
    line,
    values: fields.map((field) => textOf(row[field])),
    refused: refused
      .filter(({ position }) => position === String(line))
      .map(({ field, value, reason }) => ({ sheet, stream, line, field, value, reason })),
  }))

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? value.map(String).join(', ') : String(value)
}
