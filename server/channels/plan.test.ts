import { expect, test } from 'vitest'
import type { Capabilities, Card, Outbound } from './contract.ts'
import { fitting, planMessages } from './plan.ts'
import { readRichText } from './rich-text.ts'
import { plainMarkup, writeText } from './write-text.ts'

const rich: Capabilities = {
  ...{ textBytes: 2_000, tables: { rows: 3, columns: 2 }, cards: 'buttons', fields: 3 },
  ...{ pictures: false, forms: true, refresh: null, rates: [] },
}
const poor: Capabilities = { ...rich, textBytes: 200, tables: null, cards: 'none', forms: false }
const wish = { language: 'en' as const, url: 'https://x/chat/1' }
const message = (markdown: string, card: Card | null = null): Outbound => ({
  ...{ text: readRichText(markdown), card, attachments: [] },
})
const told = (messages: Outbound[]) =>
  messages.map(({ text }) => writeText(text, plainMarkup)).join('\n')

const table = '| Line | OEE |\n| --- | --- |\n| SZ-L1 | 73 % |\n| SZ-L2 | 70 % |\n| SZ-L3 | 9 % |'
const shown = { siteId: 's', id: 'i', version: 1, argsSha256: '0'.repeat(64) }
const card: Card = {
  title: 'T',
  state: { word: 'Waits', tone: 'waiting' },
  fields: ['a', 'b', 'c', 'd', 'e'].map((label) => ({ label, value: '1' })),
  note: null,
  link: { label: 'Open', url: 'https://x/inbox/1' },
  buttons: (['approve', 'reject', 'edit'] as const).map((does) => ({ does, label: does, shown })),
}

test('a table becomes lines that name each value where there are no tables', () => {
  expect(told(planMessages(message(table), poor, wish))).toBe(
    'SZ-L1: OEE 73 %\nSZ-L2: OEE 70 %\nSZ-L3: OEE 9 %',
  )
})

test('rows that do not fit are counted and linked to', () => {
  const [first] = planMessages(message(table), rich, wish)
  expect(first?.text.map(({ kind }) => kind)).toEqual(['table', 'paragraph'])
  expect(told([first ?? message('')])).toContain('1 more rows: https://x/chat/1')
})

test('a long text becomes several messages, each within its bytes, and at last a link', () => {
  const long = Array.from({ length: 40 }, (_, n) => `第${n}行：${'很长的话'.repeat(4)}`).join('\n')
  const messages = planMessages(message(long), poor, wish)
  expect(messages).toHaveLength(5)
  for (const one of messages) expect(Buffer.byteLength(told([one]))).toBeLessThanOrEqual(200)
  expect(told(messages)).toContain('https://x/chat/1')
  const one = planMessages(message('长'.repeat(200)), poor, wish)
  expect(told(one).replaceAll('\n', '')).toBe('长'.repeat(200))
})

test('a card loses buttons that lead nowhere and rows that do not fit, and says how many', () => {
  const kept = fitting(card, { ...rich, forms: false }, 'en')
  expect(kept.buttons.map(({ does }) => does)).toEqual(['approve'])
  expect(kept.fields.map(({ value }) => value)).toEqual(['1', '1', '3 more on the page'])
  expect(told(planMessages(message('', card), poor, wish))).toContain('Waits: T')
})

test('reads Markdown as it is written in answers, and nothing that only looks like it', () => {
  expect(readRichText('**a** `b` [c](https://d) *e* 2*3*4 snake_case_name')).toEqual([
    {
      kind: 'paragraph',
      spans: [
        { kind: 'strong', text: 'a' },
        { kind: 'text', text: ' ' },
        { kind: 'code', text: 'b' },
        { kind: 'text', text: ' ' },
        { kind: 'link', text: 'c', url: 'https://d' },
        { kind: 'text', text: ' ' },
        { kind: 'emphasis', text: 'e' },
        { kind: 'text', text: ' 2*3*4 snake_case_name' },
      ],
    },
  ])
  expect(readRichText('# h\n- a\n  - b\n> q\n```\nx\n```').map(({ kind }) => kind)).toEqual([
    ...['heading', 'item', 'item', 'quote', 'code'],
  ])
  expect(readRichText('[x](javascript:alert)')[0]).toMatchObject({
    spans: [{ kind: 'text', text: '[x](javascript:alert)' }],
  })
})
