/** A manual of so many pages, all different, as PDF: headings, prose, a table and steps on each. */
type Line = { text: string; x: number; y: number; size: number }

const words =
  'bearing spindle coolant torque clamp sensor valve filter seal motor belt drive pump gasket'.split(
    ' ',
  )

const sentence = (page: number, at: number): string =>
  Array.from({ length: 14 }, (_, i) => words[(page * 7 + at * 13 + i * 5) % words.length]).join(' ')

function linesOf(page: number): Line[] {
  const lines: Line[] = [{ text: `${page}.1 Upkeep of unit ${page}`, x: 60, y: 760, size: 16 }]
  for (let at = 0; at < 26; at++) {
    lines.push({ text: `${sentence(page, at)}.`, x: 60, y: 735 - 13 * at, size: 10 })
  }
  for (let at = 0; at < 8; at++) {
    const cells =
      at === 0
        ? ['Code', 'Cause', 'Remedy']
        : [`E-${page}${at}`, words[(page + at) % 14] ?? '', 'replace it']
    lines.push(...cells.map((text, i) => ({ text, x: 60 + 150 * i, y: 380 - 16 * at, size: 10 })))
  }
  for (let step = 1; step <= 8; step++) {
    lines.push({
      text: `${step}. Check ${sentence(page, step).slice(0, 50)}`,
      x: 60,
      y: 230 - 14 * step,
      size: 10,
    })
  }
  return lines
}

export function longManual(pages: number): Uint8Array {
  const kids = Array.from({ length: pages }, (_, at) => `${4 + 2 * at} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  for (let at = 0; at < pages; at++) {
    const content = linesOf(at + 1)
      .map(({ text, x, y, size }) => `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET`)
      .join('\n')
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * at} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    )
  }
  return fileOf(objects)
}

function fileOf(objects: string[]): Uint8Array {
  const parts = ['%PDF-1.4\n']
  let length = parts[0]?.length ?? 0
  const offsets = objects.map((object, at) => {
    const offset = length
    const part = `${at + 1} 0 obj\n${object}\nendobj\n`
    parts.push(part)
    length += part.length
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer
<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`)
  return new TextEncoder().encode(parts.join(''))
}
