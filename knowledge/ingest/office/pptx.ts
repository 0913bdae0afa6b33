import {
  type Archive,
  mainPartOf,
  mostOfSmallParts,
  openArchive,
  parsePart,
  relationsOf,
} from '../../../files/index.ts'
import type { Block, ParsedDocument } from '../block.ts'
import { documentFault } from '../document-fault.ts'
import type { SourceFile } from '../source-kind.ts'
import { attributeOf } from './attribute.ts'
import { slideEvents } from './slide.ts'

const mostOfSlide = 50 * 1024 * 1024

/** Slides in the order of the show: title, text, tables, words for pictures, notes. Hidden ones are left out. */
export async function parsePptx(
  { fileName: name, bytes }: SourceFile,
  signal?: AbortSignal,
): Promise<ParsedDocument> {
  const archive = await openArchive({ name, bytes }, 'PPTX')
  try {
    const main = await mainPartOf(archive, signal)
    if (main === null) throw documentFault('noBody', { name, kind: 'PPTX' })
    const slides = await slidesOf(archive, main, signal)
    const blocks: Block[] = []
    for (const [at, part] of slides.entries()) {
      blocks.push(...(await blocksOfSlide({ archive, part, page: at + 1, signal })))
    }
    return {
      title: blocks.find((block) => block.kind === 'heading')?.text ?? null,
      blocks,
      pages: slides.length,
      mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      parser: 'pptx/1',
    }
  } finally {
    archive.close()
  }
}

async function slidesOf(archive: Archive, main: string, signal?: AbortSignal): Promise<string[]> {
  const partById = new Map(
    (await relationsOf(archive, main, signal)).map(({ id, part }) => [id, part]),
  )
  const slides: string[] = []
  await parsePart(
    { archive, part: main, most: mostOfSmallParts, signal },
    {
      open: (tag) => {
        if (tag.name !== 'sldId') return
        const part = partById.get(tag.attributes['r:id'] ?? attributeOf(tag, 'id') ?? '')
        if (part !== undefined && archive.has(part)) slides.push(part)
      },
    },
  )
  return slides
}

type Slide = { archive: Archive; part: string; page: number; signal: AbortSignal | undefined }

async function blocksOfSlide({ archive, part, page, signal }: Slide): Promise<Block[]> {
  const slide = slideEvents(page)
  await parsePart({ archive, part, most: mostOfSlide, signal }, slide.events)
  if (slide.isHidden()) return []
  const related = await relationsOf(archive, part, signal)
  const notes = related.find(({ type }) => type.endsWith('/notesSlide'))?.part
  if (notes === undefined || !archive.has(notes)) return slide.blocks()
  const spoken = slideEvents(page)
  await parsePart({ archive, part: notes, most: mostOfSlide, signal }, spoken.events)
  const words = spoken.blocks().filter(({ kind }) => kind !== 'heading')
  return [...slide.blocks(), ...words]
}
