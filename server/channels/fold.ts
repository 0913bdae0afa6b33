import { principalOf } from '../auth/index.ts'
import type { ChannelDeps } from './channel-deps.ts'
import { type Outbound, textOnly } from './contract.ts'
import { foldInto, type Queued, waitingBehind } from './outbox.ts'
import type { Used } from './rates.ts'
import { type Block, plain, plainOf } from './rich-text.ts'
import { words } from './words.ts'

const foldable = ['alert', 'notice']
const fewest = 3

/**
 * Where many alerts or notices wait for one person who has got half of a budget already, they
 * become one message that names each.
 */
export async function fold(
  deps: ChannelDeps,
  queued: Queued,
  used: readonly Used[],
): Promise<Queued> {
  if (!foldable.includes(queued.kind) || queued.maybeThere) return queued
  if (!used.some(({ sent, most }) => sent >= most / 2)) return queued
  const behind = await waitingBehind(deps.db, queued)
  if (behind.length < fewest) return queued
  const person = queued.userId === null ? null : await principalOf(deps.db, queued.userId)
  const all = [queued, ...behind]
  const head = plain(words[person?.language ?? 'zh'].foldedHead(all.length))
  const message = textOnly([head, ...all.map(({ message: one }) => lineOf(one))])
  await foldInto(deps, queued, { message, folded: behind })
  return { ...queued, message }
}

const lineOf = ({ card, text }: Outbound): Block => {
  const [first] = text
  const words = first === undefined ? '' : 'spans' in first ? plainOf(first.spans) : ''
  const told = card === null ? words : `${card.state.word}: ${card.title} ${card.link.url}`
  return { kind: 'item', depth: 0, mark: '•', spans: [{ kind: 'text', text: told }] }
}
