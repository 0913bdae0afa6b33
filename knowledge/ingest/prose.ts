import { isWarning } from '../sentences.ts'
import { type Block, itemNumber, listItem } from './block.ts'

/** What a paragraph is: lines that are steps of their own are items, whatever made them so. */
export function proseBlocks(text: string, page: number | null = null): Block[] {
  const blocks: Block[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    const last = blocks.at(-1)
    const match = line.match(listItem)
    if (line === '') continue
    if (match !== null) blocks.push({ kind: 'item', text: line, page, number: itemNumber(match) })
    else if (isWarning(line)) blocks.push({ kind: 'warning', text: line, page })
    else if (last?.kind === 'text') last.text += `\n${line}`
    else blocks.push({ kind: 'text', text: line, page })
  }
  return blocks
}

/** A block as it reads inside another one. */
export const linesOfBlock = (block: Block): string[] =>
  block.kind === 'table' ? [block.header, ...block.rows] : block.text.split('\n')
