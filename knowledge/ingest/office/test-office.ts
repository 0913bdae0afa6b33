/** Small Office files for tests, written by hand: the parts that a document needs, no more. */
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** @param options of single parts: stored as they are, for what must not shrink */
export async function zipOf(parts: Record<string, string | Buffer>): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}

const types = (main: string, kind: string) => `<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/${main}" ContentType="${kind}"/></Types>`
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (list: Record<string, [type: string, target: string]>) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Object.entries(
    list,
  )
    .map(([id, [type, to]]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${to}"/>`)
    .join('')}</Relationships>`

export type Docx = { body: string; numbering?: string; more?: Record<string, string | Buffer> }

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

export function docxOf({ body, numbering = '', more = {} }: Docx): Promise<Uint8Array> {
  const style = (id: string, name: string) =>
    `<w:style w:styleId="${id}"><w:name w:val="${name}"/></w:style>`
  return zipOf({
    '[Content_Types].xml': types('word/document.xml', 'application/vnd.ms-word.document'),
    '_rels/.rels': relations({ r1: ['officeDocument', 'word/document.xml'] }),
    'word/_rels/document.xml.rels': relations({
      r1: ['styles', 'styles.xml'],
      r2: ['numbering', 'numbering.xml'],
    }),
    'word/styles.xml': `<w:styles ${w}>${style('1', 'heading 1')}${style('2', 'heading 2')}${style('T1', 'toc 1')}</w:styles>`,
    'word/numbering.xml': `<w:numbering ${w}>${numbering}</w:numbering>`,
    'word/document.xml': `<w:document ${w}><w:body>${body}</w:body></w:document>`,
    ...more,
  })
}

type Paragraph = { style?: string; list?: [numId: number, level: number] }

export const paragraph = (text: string, { style, list }: Paragraph = {}): string => {
  const named = style === undefined ? '' : `<w:pStyle w:val="${style}"/>`
  const [numId, level] = list ?? []
  const numbered =
    list === undefined
      ? ''
      : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`
  return `<w:p><w:pPr>${named}${numbered}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

export const tableXml = (rows: string[][]): string =>
  `<w:tbl>${rows
    .map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`)
    .join('')}</w:tbl>`

const p =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

/** Slides in reverse order of their parts, as after somebody moved them. */
export function pptxOf(slides: string[]): Promise<Uint8Array> {
  const part = (at: number) => `slides/slide${slides.length - at}.xml`
  const ids = slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="r${at}"/>`).join('')
  return zipOf({
    '[Content_Types].xml': types('ppt/presentation.xml', 'application/vnd.ms-powerpoint'),
    '_rels/.rels': relations({ r1: ['officeDocument', 'ppt/presentation.xml'] }),
    'ppt/presentation.xml': `<p:presentation ${p}><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      Object.fromEntries(slides.map((_, at) => [`r${at}`, ['slide', part(at)]])),
    ),
    ...Object.fromEntries(
      slides.map((xml, at) => [
        `ppt/${part(at)}`,
        xml.startsWith('<p:sld') ? xml : `<p:sld ${p}>${xml}</p:sld>`,
      ]),
    ),
  })
}

export const shape = (paragraphs: string[], kind = 'body'): string =>
  `<p:sp><p:nvSpPr><p:nvPr><p:ph type="${kind}"/></p:nvPr></p:nvSpPr><p:txBody>${paragraphs.join('')}</p:txBody></p:sp>`

export const line = (text: string, more = ''): string =>
  `<a:p><a:pPr>${more}</a:pPr><a:r><a:t>${text}</a:t></a:r></a:p>`
