import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import { type AddedDocument, addDocument, type NewDocument } from './add-document.ts'

export const mostDocumentBytes = 50 * 1024 * 1024

export const documentEndings = ['.pdf', '.md', '.markdown', '.txt']

export type UploadStep =
  | { type: 'progress'; file: string; stage: 'read' | 'store'; done: number; of: number }
  | { type: 'added'; document: UploadedDocument }
  | { type: 'refused'; file: string; error: unknown }

type Named = { errorCodes: string[]; partNumbers: string[]; equipment: string[] }
type UploadedDocument = Omit<AddedDocument, 'chunks'> & {
  file: string
  siteId: string
  passages: number
  named: Named
}

/**
 * Takes a file in and tells how it goes.
 *
 * @throws AppError as addDocument does
 */
export async function* addUpload(
  deps: { db: Db; clock: Clock },
  upload: NewDocument,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<UploadStep> {
  const file = upload.fileName
  signal.throwIfAborted()
  yield { type: 'progress', file, stage: 'read', done: 0, of: 1 }
  const { chunks: passages, ...added } = await addDocument(deps, upload)
  const named = { errorCodes: [], partNumbers: [], equipment: [] }
  const { siteId } = upload
  yield { type: 'added', document: { ...added, file, siteId, passages, named } }
}
