import type { Tag, XmlEvents } from '../../../files/index.ts'
import type { Block } from '../block.ts'
import { proseBlocks } from '../prose.ts'
import { attributeOf } from './attribute.ts'
import { openGrid } from './office-table.ts'

type Shape = { title: boolean; silent: boolean; paragraphs: string[]; counts: Map<number, number> }

const titles = ['title', 'ctrTitle']
/** Slide number, date, foot and head: the same on each. */
const running = ['sldNum', 'dt', 'ftr', 'hdr', 'sldImg']

type Slide = {
  page: number
  headings: Block[]
  body: Block[]
  shape: Shape | null
  table: ReturnType<typeof openGrid> | null
  text: string
  takes: boolean
  hidden: boolean
}

/** Blocks of one slide as its tags go by (ECMA-376 part 1, 19.3 and 21.1). */
export function slideEvents(page: number) {
  const state = { shape: null, table: null, text: '', takes: false, hidden: false }
  const slide: Slide = { page, headings: [], body: [], ...state }
  const events: XmlEvents = {
    open: (tag) => begin(slide, tag),
    text: (piece) => {
      if (slide.takes) slide.text += piece
    },
    close: (name) => end(slide, name),
  }
  const blocks = (): Block[] => [...slide.headings, ...slide.body]
  return { events, isHidden: () => slide.hidden, blocks }
}

function begin(slide: Slide, tag: Tag): void {
  const { shape, table, page } = slide
  const kind = attributeOf(tag, 'type') ?? ''
  switch (tag.name) {
    case 'sld':
      slide.hidden = attributeOf(tag, 'show') === '0'
      return
    case 'sp':
      slide.shape = { title: false, silent: false, paragraphs: [], counts: new Map() }
      return
    case 'ph':
      if (shape !== null) {
        shape.title = titles.includes(kind)
        shape.silent = running.includes(kind)
      }
      return
    case 'cNvPr':
      slide.body.push(...pictureOf(tag, page))
      return
    case 'tbl':
      slide.table = openGrid()
      return
    case 'tc':
      beginCell(table, tag)
      return
    case 'buAutoNum':
      slide.text = numbered(shape, tag)
      return
    case 't':
      slide.takes = true
      return
    case 'br':
      slide.text += '\n'
  }
}

/** A cell that another one covers is said by that one. */
function beginCell(table: Slide['table'], tag: Tag): void {
  if (attributeOf(tag, 'hMerge') === '1') table?.covered()
  else table?.wide(Number(attributeOf(tag, 'gridSpan') ?? 1))
  if (attributeOf(tag, 'vMerge') === '1') table?.goesOn()
}

function end(slide: Slide, name: string): void {
  const { shape, table, page } = slide
  if (name === 't') slide.takes = false
  else if (name === 'p') endParagraph(slide)
  else if (name === 'tc') table?.endCell()
  else if (name === 'tr') table?.endRow()
  else if (name === 'tbl') {
    slide.body.push(...(table?.blocks(page) ?? []))
    slide.table = null
  } else if (name === 'sp') {
    if (shape !== null && !shape.silent) place(shape, slide)
    slide.shape = null
  }
}

function endParagraph(slide: Slide): void {
  const line = slide.text.replace(/[^\S\n]+/g, ' ').trim()
  slide.text = ''
  if (line === '' || /^\d+\.$/.test(line)) return
  if (slide.table !== null) slide.table.write(line)
  else slide.shape?.paragraphs.push(line)
}

function numbered(shape: Shape | null, tag: Tag): string {
  const start = Number(attributeOf(tag, 'startAt') ?? 1)
  const number = shape?.counts.get(start) ?? start
  shape?.counts.set(start, number + 1)
  return `${number}. `
}

function place({ title, paragraphs }: Shape, { headings, body, page }: Slide): void {
  const text = paragraphs.join('\n')
  if (text === '') return
  if (title) headings.push({ kind: 'heading', level: 1, text: text.replaceAll('\n', ' '), page })
  else body.push(...paragraphs.flatMap((paragraph) => proseBlocks(paragraph, page)))
}

function pictureOf(tag: Tag, page: number): Block[] {
  const words = (attributeOf(tag, 'descr') ?? '').replace(/\s+/g, ' ').trim()
  return words.length < 4 ? [] : [{ kind: 'figure', text: words, page }]
}
