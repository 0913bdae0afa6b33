import { mainPartOf, openArchive, parsePart, relationsOf } from '../../../files/index.ts'
import type { ParsedDocument } from '../block.ts'
import { documentFault } from '../document-fault.ts'
import type { SourceFile } from '../source-kind.ts'
import { bodyEvents } from './docx-body.ts'
import { readNumbering } from './numbering.ts'
import { readStyles } from './styles.ts'

const mostOfText = 200 * 1024 * 1024

/**
 * A word processor's file: headings by style or outline level, steps with the numbers that paper
 * shows, tables, captions, text boxes. What was deleted, hidden or commented is left out, as are
 * macros and pictures, which are never opened.
 */
export async function parseDocx(
  { fileName: name, bytes }: SourceFile,
  signal?: AbortSignal,
): Promise<ParsedDocument> {
  const archive = await openArchive({ name, bytes }, 'DOCX')
  try {
    const part = await mainPartOf(archive, signal)
    if (part === null) throw documentFault('noBody', { name, kind: 'DOCX' })
    const related = await relationsOf(archive, part, signal)
    const partOf = (type: string) => related.find((one) => one.type.endsWith(`/${type}`))?.part
    const styles = await readStyles(archive, partOf('styles'), signal)
    const numbering = await readNumbering(archive, partOf('numbering'), signal)
    const { blocks, events } = bodyEvents({ styles, numbering })
    await parsePart({ archive, part, most: mostOfText, signal }, events)
    const title = blocks.find((block) => block.kind === 'heading')?.text ?? null
    return {
      title,
      blocks,
      pages: null,
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      parser: 'docx/1',
    }
  } finally {
    archive.close()
  }
}
