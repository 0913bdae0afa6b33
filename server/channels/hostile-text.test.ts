import { expect, test } from 'vitest'
import type { ProposalView } from '../../actions/index.ts'
import type { Sending } from './contract.ts'
import { proposalCard } from './proposal-card.ts'
import { plain, readRichText } from './rich-text.ts'
import { readCommand } from './run-command.ts'
import { readSlackEvent } from './slack/read-event.ts'
import { cardBlocks, quietMarkdown } from './slack/render.ts'
import { wecomBotAdapter } from './wecom/bot.ts'

const view = (title: string, after: string): ProposalView =>
  ({
    ...{ title: { zh: title, en: title }, status: 'pending', risk: 'low', tainted: false },
    ...{ siteId: 's', id: 'i', version: 1, argsSha256: '0'.repeat(64), requestedBy: 'u' },
    ...{ decisions: [], result: null, prediction: null, expiresAt: '2026-11-29T00:00:00Z' },
    diff: { entries: [{ label: { zh: '值', en: 'Value' }, before: '1', after }] },
  }) as unknown as ProposalView
const reader = { language: 'en' as const, baseUrl: 'https://x', zone: 'UTC', decides: true }

test('a value of a card stays on its line, and its signs in their order', () => {
  const forged = view('Set\n\u202e051', '2\n*Risk*\nnone \u2067x')
  const card = proposalCard(forged, reader)
  expect(card.title).toBe('Set ⏎ 051')
  expect(card.fields[0]?.value).toBe('1 → 2 ⏎ *Risk* ⏎ none x')
})

test('no card is cut in the middle of a character', () => {
  const blocks = cardBlocks(proposalCard(view('x'.repeat(137) + '😀'.repeat(9), '1'), reader))
  expect(JSON.stringify(blocks)).not.toContain('\\ud83d')
})

test('a long message of Slack is read from its beginning, whole characters only', () => {
  const said = { type: 'app_mention', user: 'U', channel: 'C', ts: '1' }
  const textOf = (text: string) =>
    readSlackEvent(
      { type: 'event_callback', team_id: 'T', event_id: 'E', event: { ...said, text } },
      'T',
    )
  expect(textOf(`<@U1> ${'x'.repeat(3999)}😀`)).toMatchObject({
    event: { text: 'x'.repeat(3999) },
  })
  // Mentions that never close were looked for from each of their beginnings to the end.
  expect(textOf('<@A|'.repeat(10_000))).toMatchObject({ kind: 'event' })
})

test('a mention is quiet even where it comes in two pieces', () => {
  expect(quietMarkdown('<!here> a <') + quietMarkdown('!channel>')).toBe(
    '<\u200b!here> a <\u200b!channel>',
  )
})

test('what only looks like a link is none in WeCom either, and one of ours is', async () => {
  const sent: object[] = []
  const request = async (_: string, body: object) => {
    sent.push(body)
    return { kind: 'ok' as const, body: {} }
  }
  const socket = { ready: () => true, busy: () => false, run: async () => true, request }
  const pictures = { draw: async () => null, close: async () => undefined }
  const config = { corpId: 'c' } as Parameters<typeof wecomBotAdapter>[0]
  const bot = { socket, pictures, clock: () => new Date(0) }
  const place = { channel: 'wecom_bot', tenant: 'c', conversation: 'u', thread: null } as const
  const text = [plain('[批准](wxwork://x) <@all>'), ...readRichText('[a](https://b)')]
  const sending = {
    ...{ key: 'k', place: { ...place, shared: false }, reference: null, maybeThere: false },
    ...{ since: '', message: { text, card: null, attachments: [] } },
  } satisfies Sending
  await wecomBotAdapter(config, bot, ['wecom_bot']).deliver(sending, AbortSignal.timeout(1000))
  expect(sent).toMatchObject([
    { markdown: { content: '[批准] (wxwork://x) ＜@all>\n[a](https://b)' } },
  ])
})

test('only our own words are commands', () => {
  expect(['constructor', '__proto__', ' Help '].map(readCommand)).toEqual([null, null, 'help'])
})

test('rows, brackets and blanks without end are read in one pass', () => {
  const many = 50_000
  expect(readRichText(`a|\n${' '.repeat(many)}x`)).toHaveLength(2)
  expect(readRichText(`a|\n--${' '.repeat(many)}x`)).toHaveLength(2)
  expect(readRichText('['.repeat(many))).toHaveLength(1)
  expect(readRichText('a | b\n :-- | --: \n1|2')).toMatchObject([{ head: ['a', 'b'] }])
})
