import type { Language } from '../../base/language.ts'
import type { Adapter, Capabilities, Card, Outbound } from './contract.ts'
import { type Block, plain } from './rich-text.ts'
import { words } from './words.ts'
import { plainMarkup, tableLines, writeText } from './write-text.ts'

/** Most messages that one answer becomes; the rest is a link to the page that holds it whole. */
const mostMessages = 5

type Wish = { language: Language; url: string }

/**
 * A message as a vendor can show it: one or several, each within its limits. Nothing is dropped
 * without a word: what does not fit is counted and linked to.
 */
export function planMessages(
  message: Outbound,
  capabilities: Capabilities,
  wish: Wish,
): Outbound[] {
  const text = message.text.flatMap((block) => shownBlock(block, capabilities, wish))
  const pieces = piecesOf(text, capabilities)
  const kept = pieces.slice(0, mostMessages)
  if (pieces.length > kept.length) {
    kept[kept.length - 1] = [plain(words[wish.language].restIsAt(wish.url))]
  }
  const texts = kept.map((blocks) => ({ text: blocks, card: null, attachments: [] }))
  const card = message.card === null ? [] : [cardMessage(message.card, capabilities, wish)]
  const pictures = message.attachments.map((one) =>
    capabilities.pictures
      ? { text: [], card: null, attachments: [one] }
      : { text: [plain(words[wish.language].chartIsAt(wish.url))], card: null, attachments: [] },
  )
  return [...texts, ...card, ...pictures]
}

function shownBlock(block: Block, { tables }: Capabilities, wish: Wish): Block[] {
  if (block.kind !== 'table') return [block]
  if (tables === null || block.head.length > tables.columns) {
    return tableLines(block.head, block.rows).map(plain)
  }
  if (block.rows.length < tables.rows) return [block]
  const rows = block.rows.slice(0, tables.rows - 1)
  const more = words[wish.language].moreRows(block.rows.length - rows.length, wish.url)
  return [{ ...block, rows }, plain(more)]
}

const bytesOf = (blocks: Block[]): number => Buffer.byteLength(writeText(blocks, plainMarkup))

/** Markup adds some bytes to the words: a tenth is left for it. */
function piecesOf(blocks: Block[], { textBytes, tables }: Capabilities): Block[][] {
  const most = Math.floor(textBytes * 0.9)
  const pieces: Block[][] = []
  let piece: Block[] = []
  let bytes = 0
  const close = () => {
    if (piece.length > 0) pieces.push(piece)
    piece = []
    bytes = 0
  }
  for (const block of blocks.flatMap((one) => shortEnough(one, most))) {
    const second = block.kind === 'table' && piece.some(({ kind }) => kind === 'table')
    const more = bytesOf([block]) + 1
    if ((tables !== null && second) || bytes + more - 1 > most) close()
    piece.push(block)
    bytes += more
  }
  close()
  return pieces
}

function shortEnough(block: Block, most: number): Block[] {
  if (bytesOf([block]) <= most) return [block]
  const parts: Block[] = []
  let part = ''
  let bytes = 0
  for (const sign of writeText([block], plainMarkup)) {
    const more = Buffer.byteLength(sign)
    if (bytes + more > most) {
      parts.push(plain(part))
      part = ''
      bytes = 0
    }
    part += sign
    bytes += more
  }
  return [...parts, plain(part)]
}

function cardMessage(card: Card, capabilities: Capabilities, { language }: Wish): Outbound {
  const shown = fitting(card, capabilities, language)
  if (capabilities.cards !== 'none') return { text: [], card: shown, attachments: [] }
  return { text: cardText(shown), card: null, attachments: [] }
}

/** The card with as many rows as are shown, and the buttons that work without leaving the chat. */
export function fitting(card: Card, capabilities: Capabilities, language: Language): Card {
  const { fields, cards, forms } = capabilities
  const buttons = card.buttons.filter(
    ({ does }) => cards === 'buttons' && (does === 'approve' || forms),
  )
  if (card.fields.length <= fields) return { ...card, buttons }
  const hidden = card.fields.length - fields + 1
  const more = { label: words[language].more, value: words[language].moreFields(hidden) }
  return { ...card, buttons, fields: [...card.fields.slice(0, fields - 1), more] }
}

/** A card as the channel of a place shows it. */
export const fittingAt = (
  adapter: Pick<Adapter, 'capabilities'> | undefined,
  card: Card,
  language: Language,
): Card => (adapter === undefined ? card : fitting(card, adapter.capabilities, language))

const cardText = (card: Card): Block[] => [
  { kind: 'heading', spans: [{ kind: 'text', text: `${card.state.word}: ${card.title}` }] },
  ...card.fields.map(({ label, value }) => plain(`${label}: ${value}`)),
  ...(card.note === null ? [] : [plain(card.note)]),
  {
    kind: 'paragraph',
    spans: [{ kind: 'link', text: card.link.label, url: card.link.url }],
  },
]
