import type { Language } from '../../base/language.ts'
import type { SendToPerson } from '../../factory/index.ts'
import { principalOf } from '../auth/index.ts'
import type { ChannelDeps } from './channel-deps.ts'
import { textOnly } from './contract.ts'
import type { Block } from './rich-text.ts'
import { sendToPerson } from './send-to-person.ts'
import { words } from './words.ts'

type ToPerson = Parameters<SendToPerson>[0]
type Deps = Pick<ChannelDeps, 'db' | 'baseUrl' | 'wakeChannels'>

/** Alerts and reports to the chats that their person linked, in the language of that person. */
export const alertsToChats =
  ({ db, baseUrl, wakeChannels }: Deps): SendToPerson =>
  async ({ person, site, kind, message, dedupKey }) => {
    const language = (await principalOf(db, person))?.language ?? 'zh'
    const text = alertText({ site, message }, { language, baseUrl })
    const sentAs = kind === 'report' ? ('report' as const) : ('alert' as const)
    const told = { person, site, kind: sentAs, dedupKey: `alert ${dedupKey}` }
    const chats = await sendToPerson(db, { ...told, message: textOnly(text) })
    if (chats.length > 0) wakeChannels()
  }

type Reader = { language: Language; baseUrl: string }

/** Its title, its lines, and the way to its page. */
export function alertText(
  { site, message }: Pick<ToPerson, 'site' | 'message'>,
  { language, baseUrl }: Reader,
): Block[] {
  const [first, ...others] = message.eventIds
  const one = first === undefined || others.length > 0 ? '' : `/${site}/${first}`
  const url = `${baseUrl}${message.page ?? `/alerts${one}`}`
  return [
    { kind: 'paragraph', spans: [{ kind: 'strong', text: message.title[language] }] },
    ...linesOf(message.body[language]),
    { kind: 'paragraph', spans: [{ kind: 'link', text: words[language].openPage, url }] },
  ]
}

/** Data named these: nothing in them is markup. */
const linesOf = (body: string): Block[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((text) => ({ kind: 'paragraph', spans: [{ kind: 'text', text }] }))
