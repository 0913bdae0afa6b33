import {
  compoundBytes,
  compoundMark,
  hasPassword,
  mainPartOf,
  openArchive,
} from '../../files/index.ts'
import { documentFault } from './document-fault.ts'

export type SourceFile = { fileName: string; bytes: Uint8Array }

export type SourceKind =
  | 'pdf'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'zip'
  | 'html'
  | 'markdown'
  | 'plain'
  | 'picture'

const pictures = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'BM', 'II*\0', 'MM\0*']
const archives = { 'Rar!': 'RAR', "7z\xbc\xaf'": '7-Zip', '\x1f\x8b': 'gzip', BZh: 'bzip2' }
const others = { '{\\rtf': 'RTF', MZ: 'a Windows program', '\x7fELF': 'a program' }
/** Names that promise something else than text. */
const binaryNames = /\.(pdf|docx?|docm|xlsx?|xlsm|pptx?|pptm|zip|png|jpe?g|tiff?|bmp|gif|webp)$/i

/**
 * What a file is, by its bytes; its name only tells kinds of text apart.
 *
 * @throws AppError for kinds that are not read, with what to do instead
 */
export async function sourceKind({ fileName, bytes }: SourceFile): Promise<SourceKind> {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  // The mark may stand behind some bytes of a mail program; PDF readers look in the first 1,024.
  if (start.includes('%PDF-')) return 'pdf'
  if (start.startsWith('PK\x03\x04')) return packageKind({ fileName, bytes })
  if (start.startsWith('PK\x05\x06')) throw documentFault('emptyZip', { name: fileName })
  if (start.startsWith(compoundMark)) throw await compoundFault({ fileName, bytes })
  if (isPicture(start)) return 'picture'
  refuseOther(start, fileName)
  return textKind(start, fileName)
}

/** `BM` is also how a sentence may begin. */
const isPicture = (start: string): boolean =>
  pictures.some((mark) => start.startsWith(mark) && (mark !== 'BM' || start.includes('\0'))) ||
  (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP')

function refuseOther(start: string, name: string): void {
  for (const [mark, kind] of Object.entries(archives)) {
    if (start.startsWith(mark)) throw documentFault('otherArchive', { name, kind })
  }
  for (const [mark, kind] of Object.entries(others)) {
    const isText = mark === 'MZ' && !start.includes('\0')
    if (start.startsWith(mark) && !isText) throw documentFault('otherKind', { name, kind })
  }
}

async function compoundFault({ fileName: name, bytes }: SourceFile) {
  const header = Buffer.from(bytes.subarray(0, compoundBytes))
  const locked = await hasPassword(header, (from, most) => bytes.subarray(from, from + most))
  return documentFault(locked ? 'locked' : 'oldOffice', { name })
}

/** Office packages are ZIP containers that say what their main part is; macros or not. */
async function packageKind({ fileName: name, bytes }: SourceFile): Promise<SourceKind> {
  const archive = await openArchive({ name, bytes }, 'ZIP')
  try {
    if (archive.has('mimetype'))
      throw documentFault('otherKind', { name, kind: 'OpenDocument or EPUB' })
    if (!archive.has('[Content_Types].xml')) return 'zip'
    const main = (await mainPartOf(archive)) ?? archive.parts().join('\n')
    if (/^(word\/|.*document\.xml$)/m.test(main)) return 'docx'
    if (/^(xl\/|.*workbook\.(xml|bin)$)/m.test(main)) return 'xlsx'
    if (/^(ppt\/|.*presentation\.xml$)/m.test(main)) return 'pptx'
    throw documentFault('otherKind', { name, kind: 'an Office package of an unknown kind' })
  } finally {
    archive.close()
  }
}

function textKind(start: string, fileName: string): SourceKind {
  const isHtml =
    /^\s*(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype html|html|head|body)\b/i
  if (isHtml.test(start.replaceAll('\0', ''))) return 'html'
  const kind = binaryNames.exec(fileName)?.[1]
  const isBinary = start.includes('\0') && !/^(?:\xff\xfe|\xfe\xff)/.test(start)
  if (isBinary) throw documentFault('binary', { name: fileName })
  if (kind !== undefined)
    throw documentFault('isText', { name: fileName, kind: kind.toUpperCase() })
  if (/\.html?$/i.test(fileName)) return 'html'
  if (/\.(md|markdown)$/i.test(fileName)) return 'markdown'
  return !/\.[a-z]{1,8}$/i.test(fileName) && /^#{1,6} \S/m.test(start) ? 'markdown' : 'plain'
}
