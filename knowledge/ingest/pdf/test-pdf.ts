/**
 * Small PDFs for tests, written by hand: one text line an entry, size in points. `paint` are operators
 * in front of it: `1 g` paints white, `3 Tr` nothing.
 */
type PdfLine = { text: string; size?: number; y: number; paint?: string }

const escaped = (text: string) => text.replace(/[\\()]/g, (mark) => `\\${mark}`)

export function testPdf(pages: PdfLine[][], { encrypted = false } = {}): Uint8Array {
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, at) => pageObjects(lines, 5 + 2 * at)),
  ]
  return new TextEncoder().encode(fileOf(objects, encrypted))
}

function pageObjects(lines: PdfLine[], contentId: number): string[] {
  const content = lines
    .map(
      ({ text, size = 10, y, paint = '' }) =>
        `q BT ${paint} /F1 ${size} Tf 72 ${y} Td (${escaped(text)}) Tj ET Q`,
    )
    .join('\n')
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]
      /Resources << /Font << /F1 3 0 R >> >> /Contents ${contentId} 0 R >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]
}

function fileOf(objects: string[], encrypted: boolean): string {
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const lock = encrypted
    ? `/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -1
        /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`
    : ''
  return `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}trailer
<< /Size ${objects.length + 1} /Root 1 0 R ${lock} >>\nstartxref\n${body.length}\n%%EOF\n`
}
