import type { Block } from './block.ts'

const number = String.raw`[\s\u00a0]*(?:[A-Z]?\d{1,3}(?:[-.．–]\d{1,3})*|[一二三四五六七八九十]{1,3})`
const ofTable = new RegExp(String.raw`^(?:表|table\s)${number}(?:[\s:：.、．]|$)`, 'iu')
const ofFigure = new RegExp(String.raw`^(?:图|figure\s|fig\.\s?)${number}(?:[\s:：.、．]|$)`, 'iu')
const longestCaption = 200

const isProse = (block: Block | undefined) => block?.kind === 'text' || block?.kind === 'heading'

/**
 * Captions by their words: one of a table goes with its table, be it above or below; one of a figure
 * is kept as the figure, which is all that text can say of it.
 */
export function withCaptions(blocks: Block[]): Block[] {
  const taken = new Set<Block>()
  const captioned = blocks.map((block, at) => {
    if (block.kind !== 'table' || block.caption !== undefined) return block
    const beside = [blocks[at - 1], blocks[at + 1]].find(
      (near) => near !== undefined && !taken.has(near) && isCaption(near, ofTable),
    )
    if (beside === undefined || beside.kind === 'table') return block
    taken.add(beside)
    return { ...block, caption: beside.text }
  })
  return captioned
    .filter((block) => !taken.has(block))
    .map((block) => (isCaption(block, ofFigure) ? asFigure(block) : block))
}

function isCaption(block: Block, words: RegExp): boolean {
  if (block.kind === 'table' || !isProse(block)) return false
  return block.text.length <= longestCaption && words.test(block.text)
}

function asFigure(block: Block): Block {
  if (block.kind === 'table') return block
  const { text, page, spans } = block
  return { kind: 'figure', text, page, ...(spans === undefined ? {} : { spans }) }
}
