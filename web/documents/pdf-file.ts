import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, version } from 'pdfjs-dist'
import workerSrc from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { useEffect, useState } from 'react'

GlobalWorkerOptions.workerSrc = workerSrc
const parts = `/assets/pdfjs-${version}/`

export type PdfFile =
  | { state: 'loading'; share: number }
  | { state: 'open'; file: PDFDocumentProxy }
  | { state: 'failed'; error: unknown }

/** A PDF of this server, read by a worker; leaving the page ends it. */
export function usePdf(url: string): PdfFile {
  const [now, setNow] = useState<PdfFile>({ state: 'loading', share: 0 })
  useEffect(() => {
    setNow({ state: 'loading', share: 0 })
    const task = getDocument({
      url,
      cMapUrl: `${parts}cmaps/`,
      standardFontDataUrl: `${parts}fonts/`,
      wasmUrl: `${parts}decoders/`,
      // The content security policy lets no code in but files of this server.
      useWasm: false,
      disableWorkerRendering: true,
      verbosity: 0,
    })
    let left = false
    const tell = (next: PdfFile) => left || setNow(next)
    task.onProgress = ({ loaded, total }: { loaded: number; total: number }) =>
      tell({ state: 'loading', share: total > 0 ? Math.min(1, loaded / total) : 0 })
    task.promise.then(
      (file) => tell({ state: 'open', file }),
      (error: unknown) => tell({ state: 'failed', error }),
    )
    return () => {
      left = true
      void task.destroy()
    }
  }, [url])
  return now
}
