/** For journeys: they reach a folder by its own level only. */
export { testPdf } from './ingest/pdf/test-pdf.ts'
