import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

/** A line of text in a picture; corners in pixels from its top left. */
export type RecognisedLine = {
  text: string
  box: [left: number, top: number, right: number, bottom: number]
}
export type Recogniser = (picturePath: string) => Promise<RecognisedLine[]>

const corner = z.tuple([z.number(), z.number()])
const found = z.array(z.object({ text: z.string(), box: z.array(corner).min(2) }))

type Ocr = { detect: (path: string) => Promise<unknown> }
type OcrModule = { default: { create: () => Promise<Ocr> } }

/**
 * Loads the package: its default export has `create()`, what that gives has `detect(path)`, which
 * gives lines as {text, box: corners}.
 */
export async function loadRecogniser(ocr: string): Promise<Recogniser> {
  const specifier = isAbsolute(ocr) ? pathToFileURL(ocr).href : ocr
  const { default: package_ } = (await import(specifier)) as OcrModule
  const engine = await package_.create()
  return async (path) =>
    found.parse(await engine.detect(path)).map(({ text, box }) => {
      const [xs, ys] = [box.map(([x]) => x), box.map(([, y]) => y)]
      return { text, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] }
    })
}
