import { type PDFDocumentProxy, TextLayer } from 'pdfjs-dist'
import { useEffect, useRef } from 'react'
import styles from './pdf-page.module.css'
import { placesOf } from './pdf-quote.ts'

type Props = {
  file: PDFDocumentProxy
  number: number
  /** In CSS pixels. */
  width: number
  /** Marked where it stands on the page; '' marks nothing. */
  quote: string
  label: string
  /** Whether the quote was found, once the page is drawn. */
  drawn: (found: boolean) => void
  failed: (error: unknown) => void
}

/** One page as it was printed, with its text above it to be marked, selected and read aloud. */
export function PdfPage({ file, number, width, quote, label, drawn, failed }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const text = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once a page, whoever listens
  useEffect(() => {
    if (canvas.current === null || text.current === null || width === 0) return
    const control = new AbortController()
    const { signal } = control
    const on = { canvas: canvas.current, text: text.current, width, signal }
    drawPage(file, number, on)
      .then((layer) => {
        if (signal.aborted || layer === null) return
        const marks = markQuote(layer, quote)
        marks[0]?.scrollIntoView({ block: 'center', inline: 'nearest' })
        drawn(marks.length > 0)
      })
      .catch((error: unknown) => signal.aborted || failed(error))
    return () => control.abort()
  }, [file, number, width, quote])
  return (
    <section className={styles.page} aria-label={label}>
      <canvas ref={canvas} className={styles.picture} aria-hidden />
      <div ref={text} className={styles.text} />
    </section>
  )
}

type Drawing = {
  canvas: HTMLCanvasElement
  text: HTMLDivElement
  width: number
  signal: AbortSignal
}

/** Draws aside and shows it whole, so that a page that is left half drawn never shows. */
async function drawPage(
  file: PDFDocumentProxy,
  number: number,
  { canvas, text, width, signal }: Drawing,
): Promise<TextLayer | null> {
  const page = await file.getPage(number)
  if (signal.aborted) return null
  const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width })
  const sharp = sharpnessFor(viewport)
  const picture = document.createElement('canvas')
  picture.width = Math.floor(viewport.width * sharp)
  picture.height = Math.floor(viewport.height * sharp)
  const drawing = page.render({
    canvas: picture,
    viewport,
    transform: [sharp, 0, 0, sharp, 0, 0],
  })
  signal.addEventListener('abort', () => drawing.cancel(), { once: true })
  await drawing.promise
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.style.height = `${viewport.height}px`
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  const textContentSource = await page.getTextContent()
  if (signal.aborted) return null
  text.replaceChildren()
  text.style.setProperty('--total-scale-factor', String(viewport.scale))
  const layer = new TextLayer({ textContentSource, container: text, viewport })
  await layer.render()
  return layer
}

/** Phones refuse larger pictures than this. */
const mostPixels = 16_000_000

const sharpnessFor = ({ width, height }: { width: number; height: number }): number =>
  Math.min(window.devicePixelRatio, Math.sqrt(mostPixels / (width * height)))

function markQuote(layer: TextLayer, quote: string): HTMLElement[] {
  const strings = layer.textContentItemsStr as string[]
  const byItem = Map.groupBy(placesOf(strings, quote), ({ item }) => item)
  return [...byItem].flatMap(([item, places]) => {
    const [line, words] = [layer.textDivs[item], strings[item]]
    if (line === undefined || words === undefined) return []
    const marks = []
    let at = 0
    line.replaceChildren()
    for (const { from, to } of places.sort((a, b) => a.from - b.from)) {
      const mark = document.createElement('mark')
      mark.textContent = words.slice(Math.max(at, from), to)
      line.append(words.slice(at, from), mark)
      at = to
      marks.push(mark)
    }
    line.append(words.slice(at))
    return marks
  })
}
