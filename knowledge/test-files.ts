/** Files for tests elsewhere: they reach a folder by its own level only. */
export { docxOf, paragraph, zipOf } from './ingest/office/test-office.ts'
export { testPdf } from './ingest/pdf/test-pdf.ts'
