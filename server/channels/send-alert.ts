import type { SendToPerson } from '../../factory/index.ts'
import { principalOf } from '../auth/index.ts'
import type { ChannelDeps } from './channel-deps.ts'
import { textOnly } from './contract.ts'
import type { Block } from './rich-text.ts'
import { sendToPerson } from './send-to-person.ts'
import { words } from './words.ts'

type Deps = Pick<ChannelDeps, 'db' | 'baseUrl' | 'wakeChannels'>

/** Alerts to the chats that their person linked, in the language of that person. */
export const alertsToChats =
  ({ db, baseUrl, wakeChannels }: Deps): SendToPerson =>
  async ({ person, site, message, dedupKey }) => {
    const language = (await principalOf(db, person))?.language ?? 'zh'
    const [first, ...others] = message.eventIds
    const page = first === undefined || others.length > 0 ? '' : `/${site}/${first}`
    const text: Block[] = [
      { kind: 'paragraph', spans: [{ kind: 'strong', text: message.title[language] }] },
      ...linesOf(message.body[language]),
      {
        kind: 'paragraph',
        spans: [{ kind: 'link', text: words[language].open, url: `${baseUrl}/alerts${page}` }],
      },
    ]
    const told = { person, site, kind: 'alert' as const, dedupKey: `alert ${dedupKey}` }
    const chats = await sendToPerson(db, { ...told, message: textOnly(text) })
    if (chats.length > 0) wakeChannels()
  }

/** Data named these: nothing in them is markup. */
const linesOf = (body: string): Block[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((text) => ({ kind: 'paragraph', spans: [{ kind: 'text', text }] }))
