import { documentFault } from '../document-fault.ts'
import type { SourceFile } from '../source-kind.ts'
import { type Pixels, pngOf } from './png.ts'

/** The picture that a page of a scan is; null for an empty one. Points of the page for each pixel. */
export type PagePicture = { number: number; of: number; png: Buffer | null; pointsPerPixel: number }

/** At 600 dpi an A3 page has 70 million. */
const mostPixels = 80_000_000

/** The largest picture of each page, which is taken to fill it, one page at a time. */
export async function* pagePictures({
  fileName: name,
  bytes,
}: SourceFile): AsyncGenerator<PagePicture> {
  const { extractImages, getDocumentProxy } = await import('unpdf')
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const { width } = page.getViewport({ scale: 1 })
      const pictures = (await extractImages(pdf, number)).toSorted((a, b) => areaOf(b) - areaOf(a))
      const largest = pictures[0]
      if (largest !== undefined && areaOf(largest) > mostPixels) {
        throw documentFault('ocrFailed', {
          name,
          why: `page ${number} is larger than 80 megapixels`,
        })
      }
      const of = pdf.numPages
      yield largest === undefined
        ? { number, of, png: null, pointsPerPixel: 1 }
        : { number, of, png: pngOf(pixelsOf(largest)), pointsPerPixel: width / largest.width }
      page.cleanup()
    }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

type Picture = Omit<Pixels, 'data'> & { data: Uint8Array | Uint8ClampedArray }

const areaOf = ({ width, height }: { width: number; height: number }): number => width * height

const pixelsOf = ({ data, ...rest }: Picture): Pixels => ({
  ...rest,
  data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
})
