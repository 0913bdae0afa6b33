/**
 * Small PDFs for tests, written by hand: one text line an entry, size and places in points. `paint`
 * are operators in front of it: `1 g` paints white, `3 Tr` nothing.
 */
export type PdfLine = { text: string; size?: number; x?: number; y: number; paint?: string }

/** A picture over the whole page, grey, eight pixels wide and high. */
const picture = `<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray
  /BitsPerComponent 8 /Length 64 >>\nstream\n${'#'.repeat(64)}\nendstream`

type Options = { encrypted?: boolean; rotate?: number; scanned?: boolean }

const escaped = (text: string) => text.replace(/[\\()]/g, (mark) => `\\${mark}`)

export function testPdf(pages: PdfLine[][], options: Options = {}): Uint8Array {
  const { encrypted = false } = options
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, at) =>
      pageObjects(lines, { contentId: 5 + 2 * at, pictureId: 4 + 2 * pages.length, ...options }),
    ),
    picture,
  ]
  return new TextEncoder().encode(fileOf(objects, encrypted))
}

type PageIds = { contentId: number; pictureId: number }

function pageObjects(lines: PdfLine[], given: PageIds & Options): string[] {
  const { contentId, pictureId, rotate = 0, scanned = false } = given
  const drawn = scanned ? 'q 612 0 0 792 0 0 cm /Im1 Do Q\n' : ''
  const written = lines
    .map(
      ({ text, size = 10, x = 72, y, paint = '' }) =>
        `q BT ${paint} /F1 ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET Q`,
    )
    .join('\n')
  const content = drawn + written
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate ${rotate}
      /Resources << /Font << /F1 3 0 R >> ${scanned ? `/XObject << /Im1 ${pictureId} 0 R >>` : ''} >> /Contents ${contentId} 0 R >>`,
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
