import { documentFault } from '../document-fault.ts'
import { isInstalled, ocrCommand, usualOcr } from '../ocr/installed.ts'
import { checkSize, parseFile } from '../parse-file.ts'
import type { Reading } from '../pdf/read-pages.ts'
import { type SourceFile, sourceKind } from '../source-kind.ts'
import { documentOf } from './document-of.ts'
import type { ReadDocument } from './messages.ts'
import { openProcess, type ProcessLimits } from './read-process.ts'

export type DocumentReader = {
  /** @throws AppError with the one reason why nothing can be read of the file */
  read: (file: SourceFile, reading?: Reading) => Promise<ReadDocument>
  /** Whether text recognition is installed. */
  readsPictures: () => boolean
  close: () => void
}

export type ReaderSettings = {
  /** The package that recognises text; null: none, whatever is installed. */
  ocr?: string | null | undefined
  limits?: Partial<ProcessLimits>
  ocrLimits?: Partial<ProcessLimits>
}

/** Text as short as this is read at once: a process would cost more than it could do harm. */
const shortText = 32 * 1024

const usualLimits: ProcessLimits = { heapMb: 640, rssMb: 1_000, idleSeconds: 60 }
/** A model, its runtime and a page at 300 dpi. */
const usualOcrLimits: ProcessLimits = { heapMb: 1_024, rssMb: 3_000, idleSeconds: 300 }

/** In this process: for measurements, and for what is too short to do harm. */
export async function readHere(file: SourceFile, reading: Reading = {}): Promise<ReadDocument> {
  return documentOf(await parseFile(file, reading))
}

/** Reads documents in processes of their own, made when they are needed and kept for the next ones. */
export function openReader({ ocr = usualOcr, ...given }: ReaderSettings = {}): DocumentReader {
  const limits = { ...usualLimits, ...given.limits }
  const reading = openProcess({ limits, ocr: null })
  const recognising = openProcess({ limits: { ...usualOcrLimits, ...given.ocrLimits }, ocr })
  const readsPictures = () => ocr !== null && isInstalled(ocr)
  const command = ocrCommand(ocr)
  return {
    readsPictures,
    close: () => {
      reading.close()
      recognising.close()
    },
    read: async (file, options = {}) => {
      checkSize(file)
      const name = file.fileName
      const kind = await sourceKind(file)
      const isShort = file.bytes.length <= shortText && (kind === 'markdown' || kind === 'plain')
      if (isShort) return readHere(file)
      if (kind === 'zip') throw documentFault('zipInZip', { name })
      if (kind === 'picture') {
        if (!readsPictures()) throw documentFault('picture', { name, command })
        return recognising.read(file, options)
      }
      const document = await reading.read(file, options)
      if (document.chunks.length > 0) return document
      if (!readsPictures()) throw documentFault('noTextLayer', { name, command })
      return recognising.read(file, options)
    },
  }
}
