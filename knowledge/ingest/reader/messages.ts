import { AppError, type ErrorCode, type Said } from '../../../base/app-error.ts'
import type { ParsedDocument } from '../block.ts'
import type { Chunk } from '../chunk.ts'
import type { SourceFile } from '../source-kind.ts'

/** A file as its reader hands it back: what it says of itself, and its passages. */
export type ReadDocument = {
  parsed: Omit<ParsedDocument, 'blocks'>
  chunks: Chunk[]
}

/** Between the server and the process that reads: plain values, as they are cloned on the way. */
export type ReadRequest = {
  file: SourceFile
  /** Which package recognises text; null for files that have theirs. */
  ocr: string | null
}

export type ReadReply =
  | { type: 'page'; done: number; of: number }
  | { type: 'done'; document: ReadDocument; rssBytes: number }
  | { type: 'refused'; error: PlainError }

type PlainError = Said & { code: ErrorCode; field?: string; zh?: Said; why: string }

export function plainError(error: unknown): PlainError | null {
  if (!(error instanceof AppError)) return null
  const { code, message, hint, field, zh, cause } = error
  return {
    ...{ code, message, why: cause instanceof Error ? cause.message : '' },
    ...(hint === undefined ? {} : { hint }),
    ...(field === undefined ? {} : { field }),
    ...(zh === undefined ? {} : { zh }),
  }
}

export const errorOf = ({ code, message, why, ...rest }: PlainError): AppError =>
  new AppError(code, message, { ...rest, ...(why === '' ? {} : { cause: new Error(why) }) })
