import { principalOf } from '../auth/index.ts'
import type { ChannelDeps } from './channel-deps.ts'
import { type Adapter, laneOf, type Outbound, textOnly } from './contract.ts'
import { foldInto, type Queued, sentSince, waitingBehind } from './outbox.ts'
import { type Block, plain, plainOf } from './rich-text.ts'
import { words } from './words.ts'

const foldable = ['alert', 'notice']
const fewest = 3

/**
 * Where many alerts or notices wait for one person who has got half a minute's budget already, they
 * become one message that names each.
 */
export async function fold(
  deps: ChannelDeps,
  queued: Queued,
  { capabilities: { perMinute } }: Adapter,
): Promise<Queued> {
  if (perMinute === null || !foldable.includes(queued.kind) || queued.maybeThere) return queued
  const since = new Date(deps.clock().getTime() - 60_000)
  if ((await sentSince(deps.db, laneOf(queued.place), since)) < perMinute / 2) return queued
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
