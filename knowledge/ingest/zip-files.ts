import { openArchive } from '../../files/index.ts'
import { documentFault } from './document-fault.ts'
import { mostDocumentBytes } from './parse-file.ts'
import type { SourceFile } from './source-kind.ts'

/** A file of a ZIP: unpacked when it is asked for. */
export type PackedFile = { path: string; bytes: () => Promise<Uint8Array> }

const mostFiles = 500
const mostOfAll = 1024 * 1024 * 1024
/** What programs leave in archives beside the files. */
const isLeftover = /(?:^|\/)(?:\.|~\$|__MACOSX\/|Thumbs\.db$)|\/$/i

/**
 * The files of a ZIP, in order of their paths.
 *
 * @throws AppError for an archive that is damaged, holds nothing or too much
 */
export async function* zipFiles(
  { fileName: name, bytes }: SourceFile,
  signal?: AbortSignal,
): AsyncGenerator<PackedFile> {
  const archive = await openArchive({ name, bytes }, 'ZIP')
  try {
    const paths = archive.parts().filter((path) => !isLeftover.test(path))
    if (paths.length === 0) throw documentFault('emptyZip', { name })
    const total = paths.reduce((sum, path) => sum + archive.sizeOf(path).unpacked, 0)
    if (paths.length > mostFiles || total > mostOfAll) {
      throw documentFault('manyFiles', { name, most: mostFiles }, { code: 'too_large' })
    }
    for (const path of paths.sort()) {
      yield { path, bytes: () => archive.bytes(path, mostDocumentBytes, signal) }
    }
  } finally {
    archive.close()
  }
}
