import type { Tag, XmlEvents } from '../../../files/index.ts'
import type { Block } from '../block.ts'
import { linesOfBlock, proseBlocks } from '../prose.ts'
import { attributeOf, isOn } from './attribute.ts'
import type { Numbering } from './numbering.ts'
import { openGrid } from './office-table.ts'
import type { Style } from './styles.ts'

type Given = { styles: Map<string, Style>; numbering: Numbering }
type Paragraph = {
  text: string
  styleId: string
  numId: string | null
  depth: number | null
  level: number | null
}

const fresh = (): Paragraph => ({ text: '', styleId: '', numId: null, depth: null, level: null })

/** Text inside these is not on paper: deleted, moved away, a second form of the same drawing. */
const unseen = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText'])

type Body = Given & {
  blocks: Block[]
  tables: ReturnType<typeof openGrid>[]
  paragraphs: Paragraph[]
  /** Depth in what is not on paper. */
  hidden: number
  vanished: boolean
  takes: boolean
}

/** Blocks from the body of a document as its tags go by (ECMA-376 part 1, 17.2 to 17.4). */
export function bodyEvents(given: Given): { blocks: Block[]; events: XmlEvents } {
  const state = { hidden: 0, vanished: false, takes: false }
  const body: Body = { ...given, ...state, blocks: [], tables: [], paragraphs: [] }
  const events: XmlEvents = {
    open: (tag) => {
      if (unseen.has(tag.name)) body.hidden += 1
      else if (body.hidden === 0) begin(body, tag)
    },
    text: (text) => {
      const paragraph = body.paragraphs.at(-1)
      if (body.takes && body.hidden === 0 && paragraph !== undefined) paragraph.text += text
    },
    close: (name) => {
      if (unseen.has(name)) body.hidden -= 1
      else if (body.hidden === 0) end(body, name)
    },
  }
  return { blocks: body.blocks, events }
}

function begin(body: Body, tag: Tag): void {
  const paragraph = body.paragraphs.at(-1)
  switch (tag.name) {
    case 'tbl':
      body.tables.push(openGrid())
      return
    case 'p':
      body.paragraphs.push(fresh())
      return
    case 'vanish':
      body.vanished = isOn(tag)
      return
    case 't':
      body.takes = !body.vanished
      return
    case 'docPr':
      if (body.tables.length === 0) body.blocks.push(...pictureOf(tag))
      return
    default:
      if (paragraph === undefined || !format(paragraph, tag)) span(body.tables.at(-1), tag)
  }
}

function end(body: Body, name: string): void {
  const table = body.tables.at(-1)
  switch (name) {
    case 'p':
      endParagraph(body, body.paragraphs.pop() ?? fresh())
      return
    case 'r':
      body.vanished = false
      return
    case 't':
      body.takes = false
      return
    case 'tc':
      table?.endCell()
      return
    case 'tr':
      table?.endRow()
      return
    case 'tbl':
      body.tables.pop()
      endTable(body, table?.blocks(null) ?? [])
  }
}

function endParagraph(body: Body, paragraph: Paragraph): void {
  const table = body.tables.at(-1)
  for (const block of blocksOf(paragraph, body)) {
    if (table === undefined) add(body.blocks, block, paragraph)
    else table.write(linesOfBlock(block).join(' '))
  }
}

/** A table in a cell is words of that cell. */
function endTable({ tables, blocks }: Body, made: Block[]): void {
  const around = tables.at(-1)
  if (around === undefined) blocks.push(...made)
  else around.write(made.flatMap(linesOfBlock).join(' '))
}

/** @returns whether the tag says something of the paragraph */
function format(paragraph: Paragraph, tag: Tag): boolean {
  const value = attributeOf(tag, 'val') ?? ''
  switch (tag.name) {
    case 'pStyle':
      paragraph.styleId = value
      return true
    case 'numId':
      paragraph.numId = value
      return true
    case 'ilvl':
      paragraph.depth = Number(value)
      return true
    case 'outlineLvl':
      paragraph.level = Number(value) < 9 ? Number(value) + 1 : null
      return true
    case 'tab':
    case 'ptab':
      paragraph.text += ' '
      return true
    case 'br':
    case 'cr':
      paragraph.text += '\n'
      return true
    case 'noBreakHyphen':
      paragraph.text += '-'
      return true
    default:
      return false
  }
}

function span(table: ReturnType<typeof openGrid> | undefined, tag: Tag): void {
  const value = attributeOf(tag, 'val')
  if (tag.name === 'gridSpan') table?.wide(Number(value))
  // A merge without a value goes on with the cell above.
  if (tag.name === 'vMerge' && value !== 'restart') table?.goesOn()
}

const pictureOf = (tag: Tag): Block[] => {
  const words = (attributeOf(tag, 'descr') ?? '').replace(/\s+/g, ' ').trim()
  return words.length < 4 ? [] : [{ kind: 'figure', text: words, page: null }]
}

function blocksOf(paragraph: Paragraph, { styles, numbering }: Given): Block[] {
  const style = styles.get(paragraph.styleId)
  const text = paragraph.text.replace(/[^\S\n]+/g, ' ').trim()
  const level = paragraph.level ?? style?.level ?? null
  if (/^toc\b|^目录/i.test(style?.name ?? '')) return []
  const numId = paragraph.numId ?? style?.numId ?? null
  const depth = paragraph.depth ?? style?.depth ?? 0
  if (text === '') return []
  const label = numId === null || numId === '0' ? null : numbering.labelOf(numId, depth)
  const shown = label === null ? text : `${label.text} ${text}`
  if (level !== null)
    return [{ kind: 'heading', level, text: shown.replaceAll('\n', ' '), page: null }]
  if (label !== null) return [{ kind: 'item', text: shown, page: null, number: label.number }]
  return proseBlocks(text)
}

/** Steps below a step are part of it. */
function add(blocks: Block[], block: Block, { depth }: Paragraph): void {
  const last = blocks.at(-1)
  if (block.kind === 'item' && (depth ?? 0) > 0 && last?.kind === 'item')
    last.text += `\n${block.text}`
  else blocks.push(block)
}
