import { parse } from 'parse5'
import { isWarning } from '../../sentences.ts'
import type { Block, ParsedDocument } from '../block.ts'
import { linesOfBlock, proseBlocks } from '../prose.ts'
import { tableBlocks } from '../table.ts'
import { gridOf } from './html-table.ts'
import {
  attribute,
  type Element,
  isBlock,
  isElement,
  isVisible,
  type Node,
  rawText,
  textOf,
} from './tree.ts'

/** Headings, paragraphs, lists, tables, warnings and captions of a page; what it hides is left out. */
export function parseHtml(source: string): ParsedDocument {
  const root = parse(source)
  const blocks = blocksIn(root.childNodes)
  const heading = blocks.find((block) => block.kind === 'heading')?.text
  return {
    title: heading ?? titleOf(root.childNodes),
    blocks,
    pages: null,
    mediaType: 'text/html',
    parser: 'html/1',
  }
}

function titleOf(nodes: Node[]): string | null {
  for (const node of nodes.filter(isElement)) {
    if (node.tagName === 'title') return rawText(node).replace(/\s+/g, ' ').trim() || null
    const found = ['html', 'head'].includes(node.tagName) ? titleOf(node.childNodes) : null
    if (found !== null) return found
  }
  return null
}

function blocksIn(nodes: Node[]): Block[] {
  const blocks: Block[] = []
  let text = ''
  const flush = () => {
    blocks.push(...proseBlocks(tidy(text)))
    text = ''
  }
  for (const node of nodes) {
    if (isElement(node) && (isBlock(node) || node.tagName === 'img')) {
      if (!isVisible(node)) continue
      flush()
      blocks.push(...blocksOf(node))
    } else text += textOf(node)
  }
  flush()
  return blocks
}

const tidy = (text: string): string => text.replace(/[^\S\n]+/g, ' ').trim()
const warns = /(?:^|[\s_-])(?:warning|caution|danger|alert)(?:$|[\s_-])|警告|注意|危险/i
const longestWarning = 2_000

function blocksOf(element: Element): Block[] {
  const { tagName, childNodes } = element
  const level = /^h([1-6])$/.exec(tagName)?.[1]
  if (level !== undefined) return headingOf(element, Number(level))
  switch (tagName) {
    case 'table':
      return tableOf(element)
    case 'ol':
    case 'ul':
      return itemsOf(element)
    case 'pre':
      return textBlock(rawText(element).replace(/^\n+|\s+$/g, ''))
    case 'img':
      return figureOf(attribute(element, 'alt') ?? '')
    case 'figure':
      return captioned(element)
    case 'blockquote':
      return warningOf(blocksIn(childNodes))
    default: {
      const blocks = blocksIn(childNodes)
      return warns.test(attribute(element, 'class') ?? '') ? warningOf(blocks) : blocks
    }
  }
}

function headingOf(element: Element, level: number): Block[] {
  const text = tidy(textOf(element))
    .replaceAll('\n', ' ')
    .replace(/\s*[¶#]$/, '')
  return text === '' ? [] : [{ kind: 'heading', level, text, page: null }]
}

function textBlock(text: string): Block[] {
  return text === '' ? [] : [{ kind: 'text', text, page: null }]
}

/** What stands for a picture; a word or less names an icon. */
function figureOf(words: string): Block[] {
  const text = tidy(words)
  return text.length < 4 ? [] : [{ kind: 'figure', text, page: null }]
}

function captioned(element: Element): Block[] {
  const isCaption = (node: Node) => isElement(node) && node.tagName === 'figcaption'
  const caption = element.childNodes.filter(isCaption).map(textOf).join(' ')
  const shown = blocksIn(element.childNodes.filter((node) => !isCaption(node)))
  const others = tidy(caption) === '' ? shown : shown.filter(({ kind }) => kind !== 'figure')
  return [...others, ...figureOf(caption)]
}

function tableOf(element: Element): Block[] {
  const caption = element.childNodes.find((node) => isElement(node) && node.tagName === 'caption')
  const grid = gridOf(element, (cell) => blocksIn(cell.childNodes).flatMap(linesOfBlock).join(' '))
  const rows = grid.map((row) => row.map((text) => ({ text })))
  const titled = caption === undefined ? '' : tidy(textOf(caption))
  return tableBlocks({ rows, page: null }).map((block) =>
    block.kind === 'table' && titled !== '' ? { ...block, caption: titled } : block,
  )
}

/** Each item with everything in it, so that no step is without its parts. */
function itemsOf(list: Element): Block[] {
  let number = Number.parseInt(attribute(list, 'start') ?? '1', 10) || 1
  return list.childNodes.filter(isElement).flatMap((child): Block[] => {
    if (child.tagName !== 'li') return isVisible(child) ? blocksOf(child) : []
    if (!isVisible(child)) return []
    number = Number.parseInt(attribute(child, 'value') ?? '', 10) || number
    const ordered = list.tagName === 'ol'
    const lines = blocksIn(child.childNodes).flatMap(linesOfBlock)
    const text = `${ordered ? `${number}.` : '-'} ${lines.join('\n')}`
    const item: Block = { kind: 'item', text, page: null, number: ordered ? number : null }
    if (ordered) number += 1
    return lines.length === 0 ? [] : [item]
  })
}

/** Marked as a warning by how it looks, so that it stays one as text. */
function warningOf(blocks: Block[]): Block[] {
  const lines = blocks
    .filter(({ kind }) => kind !== 'heading' || blocks.length > 1)
    .flatMap(linesOfBlock)
  const text = lines.join(' ')
  if (text === '' || text.length > longestWarning) return blocks
  return [{ kind: 'warning', text: isWarning(text) ? text : `> ${text}`, page: null }]
}
