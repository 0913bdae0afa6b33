import { cutText } from '../../../base/shown-text.ts'
import type { Button, Card, Outbound } from '../contract.ts'
import type { Block } from '../rich-text.ts'
import { writeShown } from '../shown-value.ts'
import { type Markup, plainMarkup, writeText } from '../write-text.ts'

/** A block of Slack's Block Kit. */
export type SlackBlock = { type: string } & Record<string, unknown>

const sectionCharacters = 2900
const buttonCharacters = 75
const headerCharacters = 150
const fieldsInSection = 10

/** `&`, `<` and `>` begin mentions, links and commands: as entities they are only signs. */
const inert = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const inline = (sign: string) => (text: string) =>
  text.trim() === '' ? text : `${sign}${text}${sign}`

const mrkdwn: Markup = {
  escape: inert,
  strong: inline('*'),
  emphasis: inline('_'),
  code: inline('`'),
  link: (text, url) => `<${inert(url)}|${text.replaceAll('|', '¦')}>`,
  heading: inline('*'),
  quote: (text) => `> ${text}`,
  block: (text) => `\`\`\`\n${text}\n\`\`\``,
}

/** What Slack shows where it shows no blocks: notifications, screen readers. */
export const fallbackText = ({ text, card }: Outbound): string => {
  const told = card === null ? writeText(text, plainMarkup) : `${card.state.word}: ${card.title}`
  return inert(cutText(told, sectionCharacters))
}

export const blocksOf = ({ text, card }: Outbound): SlackBlock[] => [
  ...textBlocks(text),
  ...(card === null ? [] : cardBlocks(card)),
]

function textBlocks(text: Block[]): SlackBlock[] {
  const blocks: SlackBlock[] = []
  let written = ''
  const close = () => {
    if (written.trim() !== '') blocks.push(section(written))
    written = ''
  }
  for (const block of text) {
    if (block.kind === 'table') {
      close()
      blocks.push(tableBlock(block))
      continue
    }
    const more = writeText([block], mrkdwn)
    if (written.length + more.length + 1 > sectionCharacters) close()
    written = written === '' ? more : `${written}\n${more}`
  }
  close()
  return blocks
}

const section = (text: string): SlackBlock => ({ type: 'section', text: { type: 'mrkdwn', text } })

const tableBlock = ({ head, rows }: Extract<Block, { kind: 'table' }>): SlackBlock => ({
  type: 'table',
  rows: [head, ...rows].map((row) =>
    head.map((_, at) => ({ type: 'raw_text', text: row[at] === '' ? '–' : (row[at] ?? '–') })),
  ),
})

const marks: Record<Card['state']['tone'], string> = {
  ...{ waiting: '🟡', good: '🟢', bad: '🔴', over: '⚪' },
}

export function cardBlocks(card: Card): SlackBlock[] {
  const fields = card.fields.map(({ label, value }) => ({
    type: 'mrkdwn',
    text: cutText(`*${inert(label)}*\n${inert(value)}`, 2000),
  }))
  const groups = Array.from({ length: Math.ceil(fields.length / fieldsInSection) }, (_, at) => ({
    type: 'section',
    fields: fields.slice(at * fieldsInSection, (at + 1) * fieldsInSection),
  }))
  const head = `${marks[card.state.tone]} ${card.state.word}: ${card.title}`
  return [
    {
      type: 'header',
      text: { type: 'plain_text', text: shortened(head, headerCharacters), emoji: true },
    },
    ...groups,
    ...(card.note === null
      ? []
      : [{ type: 'context', elements: [{ type: 'mrkdwn', text: `⚠️ ${inert(card.note)}` }] }]),
    { type: 'actions', elements: [...card.buttons.map(buttonOf), linkOf(card)] },
  ]
}

const buttonOf = ({ does, label, shown }: Button): object => ({
  type: 'button',
  action_id: does,
  text: { type: 'plain_text', text: shortened(label, buttonCharacters) },
  value: writeShown(shown),
  ...(does === 'approve' ? { style: 'primary' } : {}),
  ...(does === 'reject' ? { style: 'danger' } : {}),
})

const linkOf = ({ link }: Card): object => ({
  type: 'button',
  action_id: 'open',
  text: { type: 'plain_text', text: shortened(link.label, buttonCharacters) },
  url: link.url,
})

export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${cutText(text, most - 1)}…`

/** Streamed words are Markdown: a mention in them must not ring, nor one whose rest comes with the next. */
export const quietMarkdown = (text: string): string => text.replace(/<(?=[!@#]|$)/g, '<\u200b')
