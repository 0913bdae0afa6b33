import { adapterOf, type ChannelDeps } from './channel-deps.ts'
import { type Inbound, type Place, textOnly } from './contract.ts'
import { enqueue } from './outbox.ts'
import { plain } from './rich-text.ts'

/** Where the one who wrote reads alone: here, or in their own conversation with us. */
export function privatePlace(deps: ChannelDeps, { place, externalUser }: Inbound): Place | null {
  if (!place.shared) return place
  return adapterOf(deps, place.channel)?.direct(externalUser) ?? null
}

type Saying = { event: Inbound; place: Place; text: string; userId: string | null }

/** One line in reply to an event; the same event says it once. */
export const say = (deps: ChannelDeps, { event, place, text, userId }: Saying): Promise<void> =>
  enqueue(deps, [
    {
      key: `notice ${event.key}`,
      ...{ place, userId, kind: 'notice', message: textOnly([plain(text)]) },
    },
  ])
