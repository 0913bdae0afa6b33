import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import type { ParsedDocument } from '../block.ts'
import { documentFault } from '../document-fault.ts'
import { completed } from '../parse-file.ts'
import { pdfOf } from '../pdf/parse-pdf.ts'
import type { Page, Piece, Reading } from '../pdf/read-pages.ts'
import { type SourceFile, sourceKind } from '../source-kind.ts'
import { type PagePicture, pagePictures } from './page-pictures.ts'
import { loadRecogniser, type RecognisedLine, type Recogniser } from './recogniser.ts'

type Recognising = Pick<Reading, 'onPage'> & { ocr: string }

/**
 * A picture or scan as the document that its text makes, laid out like that of any other PDF.
 *
 * @throws AppError where nothing can be recognised, with what the package said
 */
export async function recognised(
  file: SourceFile,
  { ocr, onPage }: Recognising,
): Promise<ParsedDocument> {
  const name = file.fileName
  const folder = await mkdtemp(join(tmpdir(), 'jidoka-ocr-'))
  try {
    const recognise = await loadRecogniser(ocr)
    const pages: Page[] = []
    for await (const picture of picturesOf(file)) {
      pages.push(await pageOf(picture, { recognise, path: join(folder, 'page.png') }))
      onPage?.(picture.number, picture.of)
    }
    const parsed = completed(pdfOf(pages, `ocr/1 ${ocr.replace(/^.*[\\/](?=[^\\/]+$)/, '')}`), file)
    if (parsed.blocks.length === 0) throw documentFault('noText', { name })
    return {
      ...parsed,
      ...((await sourceKind(file)) === 'pdf' ? {} : { mediaType: 'image/*', pages: 1 }),
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
    throw documentFault('ocrFailed', { name, why }, { cause })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* picturesOf(file: SourceFile): AsyncGenerator<PagePicture> {
  if ((await sourceKind(file)) === 'pdf') yield* pagePictures(file)
  else yield { number: 1, of: 1, png: Buffer.from(file.bytes), pointsPerPixel: 1 }
}

type Using = { recognise: Recogniser; path: string }

async function pageOf(picture: PagePicture, { recognise, path }: Using): Promise<Page> {
  const { number, png, pointsPerPixel } = picture
  if (png === null) return { number, flows: [] }
  await writeFile(path, png)
  const lines = await recognise(path)
  return { number, flows: [lines.map((line) => pieceOf(line, pointsPerPixel))] }
}

/** A box reaches a little above and below its letters. */
function pieceOf({ text, box }: RecognisedLine, pointsPerPixel: number): Piece {
  const [left, top, right, bottom] = box.map(
    (edge) => Math.round(edge * pointsPerPixel * 10) / 10,
  ) as [number, number, number, number]
  const size = 0.75 * (bottom - top)
  return {
    text: text.trim(),
    left,
    right,
    base: bottom - 0.2 * (bottom - top),
    size,
    box: [left, top, right, bottom],
  }
}
