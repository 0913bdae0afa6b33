import type { Archive } from '../archive.ts'
import { archiveWords } from '../archive-words.ts'
import { saidFault } from '../fault.ts'
import type { XmlEvents } from '../parse-xml.ts'
import { mainPartOf, mostOfSmallParts, parsePart, relationsOf } from '../relations.ts'
import { type Shown, shownBy } from './number-format.ts'

export type SheetPart = { name: string; hidden: boolean; part: string }

/** What the cells of all sheets refer to. */
export type Workbook = {
  sheets: SheetPart[]
  strings: string[]
  /** By style of a cell. */
  shown: Shown[]
  is1904: boolean
}

const megabyte = 1024 * 1024
/** They are all held in memory. */
const mostOfStrings = 400 * megabyte

/** @throws AppError invalid_input, too_large as `openArchive` does */
export async function readWorkbook(archive: Archive, signal?: AbortSignal): Promise<Workbook> {
  const read = (part: string, events: XmlEvents) =>
    parsePart({ archive, part, most: mostOfSmallParts, signal }, events)
  const main = (await mainPartOf(archive, signal)) ?? 'xl/workbook.xml'
  if (!archive.has(main)) throw saidFault(archiveWords.noWorkbook(archive))
  const related = await relationsOf(archive, main, signal)
  const byId = new Map(related.map(({ id, part }) => [id, part]))
  const partOf = (type: string) => related.find((one) => one.type.endsWith(`/${type}`))?.part
  const { sheets, is1904 } = await readSheets(read, main, byId)
  return {
    sheets,
    is1904,
    shown: await readStyles(read, archive, partOf('styles')),
    strings: await readStrings(archive, partOf('sharedStrings'), signal),
  }
}

type Read = (part: string, events: XmlEvents) => Promise<void>

async function readSheets(read: Read, main: string, byId: Map<string, string>) {
  const sheets: SheetPart[] = []
  let is1904 = false
  await read(main, {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const part = byId.get(id)
      const hidden = (attributes.state ?? 'visible') !== 'visible'
      // A chart sheet has no cells, and lies elsewhere.
      if (part === undefined || part.includes('chartsheets/')) return
      sheets.push({ name: attributes.name ?? '', hidden, part })
    },
  })
  return { sheets, is1904 }
}

async function readStyles(read: Read, archive: Archive, part: string | undefined) {
  const shown: Shown[] = []
  if (part === undefined || !archive.has(part)) return shown
  const codes = new Map<number, string>()
  let inCells = false
  await read(part, {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(attributes.numFmtId ?? 0)
      shown.push(shownBy(id, codes.get(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return shown
}

async function readStrings(
  archive: Archive,
  part: string | undefined,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const strings: string[] = []
  if (part === undefined || !archive.has(part)) return strings
  let parts: string[] = []
  let inText = false
  let inPhonetic = false
  const source = { archive, part, most: mostOfStrings, signal }
  await parsePart(source, {
    open: ({ name }) => {
      if (name === 'si') parts = []
      if (name === 'rPh') inPhonetic = true
      inText = name === 't' && !inPhonetic
    },
    text: (text) => {
      if (inText) parts.push(text)
    },
    close: (name) => {
      if (name === 't') inText = false
      if (name === 'rPh') inPhonetic = false
      if (name === 'si') strings.push(unescaped(parts.join('')))
    },
  })
  return strings
}

/** `_x000D_`: characters that XML cannot hold. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text
