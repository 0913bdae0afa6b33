import { ActionIcon } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useState } from 'react'
import { Notice } from '../app/states.tsx'
import { useLibraryWords } from '../library/words.ts'
import { usePdf } from './pdf-file.ts'
import { PdfPage } from './pdf-page.tsx'
import { PageTurner } from './pdf-tools.tsx'
import styles from './pdf-view.module.css'

type Props = {
  url: string
  /** Where to open it. */
  page: number
  /** Marked where it stands on that page, or from it on to the next. */
  quote: string
}

/** The pages of a PDF as they were printed, opened at what was cited. */
export function PdfView({ url, page, quote }: Props) {
  const words = useLibraryWords().reader
  const pdf = usePdf(url)
  if (pdf.state === 'failed') return <Notice title={words.failed} hint={words.failedHint} />
  if (pdf.state === 'open') {
    return <Pages key={`${page} ${quote}`} file={pdf.file} start={page} quote={quote} />
  }
  const told = words.loading(`${Math.floor(pdf.share * 100)}%`)
  return (
    <div className={styles.loading} role="status">
      <p>{told}</p>
      <progress value={pdf.share} aria-label={told} />
    </div>
  )
}

const zooms = [1, 1.4, 2, 3]
const gutter = 16

type PagesProps = { file: PDFDocumentProxy; start: number; quote: string }

function Pages({ file, start, quote }: PagesProps) {
  const words = useLibraryWords().reader
  const { ref, width } = useElementSize()
  const [number, setNumber] = useState(Math.min(Math.max(start, 1), file.numPages))
  const [zoom, setZoom] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const isCited = quote !== '' && (number === start || number === start + 1)
  const room = Math.floor(Math.max(width - 2 * gutter, 0) * (zooms[zoom] ?? 1))
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <PageTurner number={number} pages={file.numPages} turn={setNumber} />
        <div className={styles.group}>
          <Zoom label={words.smaller} sign="−" to={zoom - 1} set={setZoom} />
          <Zoom label={words.larger} sign="+" to={zoom + 1} set={setZoom} />
        </div>
      </div>
      <p role="status" className={styles.lost}>
        {problem}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key */}
      <div ref={ref} className={styles.sheet} tabIndex={0}>
        <PdfPage
          file={file}
          number={number}
          width={room}
          quote={isCited ? quote : ''}
          label={words.pageLabel(number, file.numPages)}
          drawn={(found) =>
            setProblem(quote !== '' && number === start && !found ? words.notMarked : null)
          }
          failed={() => setProblem(`${words.failed}. ${words.failedHint}`)}
        />
      </div>
    </div>
  )
}

type ZoomProps = { label: string; sign: string; to: number; set: (zoom: number) => void }

function Zoom({ label, sign, to, set }: ZoomProps) {
  return (
    <ActionIcon
      aria-label={label}
      title={label}
      disabled={zooms[to] === undefined}
      onClick={() => set(to)}
    >
      <span aria-hidden>{sign}</span>
    </ActionIcon>
  )
}
