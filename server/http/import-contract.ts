/**
 * How a file comes in by the pages. Only whoever may import at the site reaches it.
 *
 * GET    /api/imports                          → ImportDoor
 * POST   /api/imports?site=S&name=FILE         the file's bytes as the body → ImportDraft (201)
 * POST   /api/imports/:id/guess    {sheet, stream} → ImportGuess, once it is known what the rows are
 * POST   /api/imports/:id/preview  ImportPlan  → ImportPreview
 * POST   /api/imports/:id/run      ImportRun   SSE over the reply body, each `data:` one ImportEvent
 * GET    /api/imports/:id/refused/:list        → text/csv, refused rows of the last run, by sheet from 0
 * DELETE /api/imports/:id                      → 204; the file is forgotten
 */
import type { ErrorReply } from './error-reply.ts'

export type ImportDoor = {
  /** Sites where this person may import. */
  siteIds: string[]
  streams: ImportStream[]
  mostBytes: number
}
export type ImportStream = { id: string; fields: ImportField[] }
export type ImportField = {
  id: string
  nameZh: string
  nameEn: string
  required: boolean
  kind: 'text' | 'name' | 'number' | 'instant' | 'duration' | 'choice' | 'list'
  /** The values of a choice. */
  choices: string[]
}

/** A file that was received and waits to be imported; it is forgotten when nobody goes on. */
export type ImportDraft = {
  id: string
  siteId: string
  name: string
  bytes: number
  source: string
  /** When a mapping saved for this file's headers was used again. */
  savedAt: string | null
  /** A mended list of refused rows: it goes in by the mapping of its file. */
  mended: boolean
  sheets: ImportSheet[]
}
export type ImportSheet = {
  /** Of a workbook; null for text. */
  sheet: string | null
  /** Line of the header. */
  header: number
  /** The stream that its headers speak of; null when nothing fits. */
  stream: string | null
  confidence: number
  columns: ImportColumn[]
  constants: Record<string, string>
}
export type ImportColumn = {
  name: string
  samples: string[]
  field: string | null
  /** Of the guess, 0 to 1; 1 for what was saved. */
  confidence: number
}

export type ImportGuess = {
  columns: Pick<ImportColumn, 'field' | 'confidence'>[]
  constants: Record<string, string>
}

export type ImportPlan = { source: string; sheets: ImportSheetPlan[] }
/** Sheets that are not named are left out. */
export type ImportSheetPlan = {
  sheet: string | null
  stream: string
  /** Field by name of column. */
  columns: Record<string, string>
  /** The same text for every row, by field. */
  constants: Record<string, string>
}

export type ImportPreview = { sheets: ImportSheetPreview[] }
export type ImportSheetPreview = {
  sheet: string | null
  fields: string[]
  rows: { line: number; values: (string | null)[]; refused: ImportRefusal[] }[]
  /** Why the sheet cannot be read at all by this plan. */
  problem: ErrorReply['error'] | null
}
export type ImportRefusal = {
  sheet: string | null
  stream: string
  line: number
  field: string
  value: string | null
  reason: string
}

export type ImportRun = { plan: ImportPlan; dryRun: boolean }
export type ImportEvent =
  | { type: 'progress'; bytesRead: number; bytesTotal: number; rowsRead: number; refused: number }
  | { type: 'done'; report: ImportReport }
  | ({ type: 'failed' } & ErrorReply)
export type ImportReport = {
  dryRun: boolean
  rowsRead: number
  /** Totals, empty lines, the header again. */
  skipped: number
  /** Of a dry run: would be taken, be they new or known already. */
  written: number
  /** Null for a dry run. */
  duplicates: number | null
  refused: number
  /** How many lists of refused rows there are: one for each sheet that had any. */
  lists: number
  /** The first of the refused rows; the lists have them all. */
  refusals: ImportRefusal[]
  perStream: { stream: string; written: number; duplicates: number | null; refused: number }[]
}
