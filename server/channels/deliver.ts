import { waitMs } from '../../actions/index.ts'
import { AppError } from '../../base/app-error.ts'
import { adapterOf, type ChannelDeps, readyChannels } from './channel-deps.ts'
import { type Adapter, type Delivered, laneOf } from './contract.ts'
import { fold } from './fold.ts'
import { claimMessage, endMessage, type MessageEnd, type Queued, sentSince } from './outbox.ts'

/** A message that could not be sent for so long is a dead letter. */
const givenUpMs = 6 * 3_600_000
const minuteMs = 60_000
const workers = 4

/** Sends what is due, each conversation in its order, several conversations at once. */
export async function deliverMessages(deps: ChannelDeps, signal: AbortSignal): Promise<number> {
  const counts = await Promise.all(Array.from({ length: workers }, () => drain(deps, signal)))
  return counts.reduce((sum, one) => sum + one, 0)
}

async function drain(deps: ChannelDeps, signal: AbortSignal): Promise<number> {
  for (let count = 0; ; count += 1) {
    const channels = readyChannels(deps)
    const queued =
      signal.aborted || channels.length === 0 ? null : await claimMessage(deps, channels)
    if (queued === null) return count
    await endMessage(deps, queued, await tryOnce(deps, queued, signal))
  }
}

async function tryOnce(
  deps: ChannelDeps,
  queued: Queued,
  signal: AbortSignal,
): Promise<MessageEnd> {
  const adapter = adapterOf(deps, queued.place.channel)
  if (adapter === undefined) throw new AppError('internal', 'a message of no channel')
  const over = await overBudget(deps, queued, adapter)
  if (over !== null) return over
  const folded = await fold(deps, queued, adapter)
  const delivered = await adapter
    .deliver({ ...folded, since: queued.createdAt.toISOString() }, signal)
    .catch((error: unknown): Delivered => {
      deps.log.error({ err: error, key: queued.key }, 'a message could not be made')
      return { kind: 'refused', why: 'it could not be made' }
    })
  return endOf(deps, queued, delivered)
}

/** What a vendor would drop without a word waits here instead. */
async function overBudget(
  { db, clock }: ChannelDeps,
  { place }: Queued,
  { capabilities: { perMinute } }: Adapter,
): Promise<MessageEnd | null> {
  if (perMinute === null) return null
  const since = new Date(clock().getTime() - minuteMs)
  if ((await sentSince(db, laneOf(place), since)) < perMinute) return null
  return { status: 'ready', why: 'over the budget of a minute', waitMs: 10_000, maybeThere: false }
}

function endOf({ clock }: ChannelDeps, queued: Queued, delivered: Delivered): MessageEnd {
  const ageMs = clock().getTime() - queued.createdAt.getTime()
  const backOff = waitMs(Math.min(queued.attempts, 12), Math.random())
  switch (delivered.kind) {
    case 'sent':
      return { status: 'sent', reference: delivered.reference }
    case 'refused':
      return { status: queued.maybeThere ? 'unknown' : 'dead', why: delivered.why }
    case 'not_there':
      if (ageMs > givenUpMs) {
        return { status: queued.maybeThere ? 'unknown' : 'dead', why: delivered.why }
      }
      return {
        ...{ status: 'ready', why: delivered.why, maybeThere: false },
        waitMs: delivered.waitMs ?? backOff,
      }
    case 'unclear':
      if (!delivered.again || ageMs > givenUpMs) return { status: 'unknown', why: delivered.why }
      return { status: 'ready', why: delivered.why, waitMs: backOff, maybeThere: true }
  }
}
