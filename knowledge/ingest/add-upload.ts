import { AppError } from '../../base/app-error.ts'
import {
  type AddedDocument,
  type AddingDeps,
  addDocument,
  type NewDocument,
} from './add-document.ts'
import { documentIdOf } from './check-document.ts'
import { documentFault } from './document-fault.ts'
import { checkSize } from './parse-file.ts'
import { sourceKind } from './source-kind.ts'
import { zipFiles } from './zip-files.ts'

/** For a file chooser; the bytes decide. */
export const documentEndings = [
  ...[
    '.pdf',
    '.docx',
    '.docm',
    '.xlsx',
    '.xlsm',
    '.pptx',
    '.pptm',
    '.html',
    '.htm',
    '.md',
    '.markdown',
  ],
  ...['.txt', '.zip', '.png', '.jpg', '.jpeg', '.tif', '.tiff', '.bmp', '.webp'],
]

export type UploadStep =
  | { type: 'progress'; file: string; stage: 'read' | 'store'; done: number; of: number }
  | { type: 'added'; document: UploadedDocument }
  /** One file of a ZIP; the others go in all the same. */
  | { type: 'refused'; file: string; error: AppError }

export type UploadedDocument = Omit<AddedDocument, 'chunks'> & {
  file: string
  siteId: string
  passages: number
}

type Watched = { signal: AbortSignal; onStep: (step: UploadStep) => void }

/**
 * Takes a file in and tells how it goes; a ZIP is as many documents as it has files, named by their
 * paths in it.
 *
 * @throws AppError as addDocument does, of a ZIP only where nothing of it can be read
 */
export async function addUpload(
  deps: AddingDeps,
  upload: NewDocument,
  watched: Watched,
): Promise<void> {
  checkSize(upload)
  if ((await sourceKind(upload)) === 'zip') await addFiles(deps, upload, watched)
  else await addOne(deps, { ...upload, id: upload.id ?? idOfPath(upload.fileName) }, watched)
}

/** A file in a folder is named by both: folders often hold files of the same name. */
const idOfPath = (path: string): string => documentIdOf({ fileName: path.replaceAll('/', '-') })

async function addFiles(deps: AddingDeps, upload: NewDocument, watched: Watched): Promise<void> {
  const { id: given, title, ...shared } = upload
  const { fileName: name } = upload
  if (given !== undefined || title !== undefined)
    throw documentFault('oneId', { name }, { field: 'id' })
  const taken = new Set<string>()
  for await (const { path, bytes } of zipFiles(upload, watched.signal)) {
    watched.signal.throwIfAborted()
    try {
      const id = freeId(idOfPath(path), taken)
      const file = { ...shared, id, fileName: path, bytes: await bytes() }
      await addOne(deps, file, watched)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      watched.onStep({ type: 'refused', file: path, error })
    }
  }
}

/** Two paths may make one id. */
function freeId(id: string, taken: Set<string>): string {
  let free = id
  for (let number = 2; taken.has(free); number++) free = `${id}-${number}`
  taken.add(free)
  return free
}

async function addOne(
  deps: AddingDeps,
  upload: NewDocument,
  { signal, onStep }: Watched,
): Promise<void> {
  const { fileName: file, siteId } = upload
  const tell = (stage: 'read' | 'store') => (done: number, of: number) =>
    onStep({ type: 'progress', file, stage, done, of })
  tell('read')(0, 1)
  const watching = { signal, onPage: tell('read'), onStored: tell('store') }
  const { chunks: passages, ...added } = await addDocument(deps, upload, watching)
  onStep({ type: 'added', document: { ...added, file, siteId, passages } })
}
