import { waitMs } from '../../actions/index.ts'
import { AppError } from '../../base/app-error.ts'
import { minuteMs } from '../../base/milliseconds.ts'
import { adapterOf, type ChannelDeps, readyChannels } from './channel-deps.ts'
import type { Delivered } from './contract.ts'
import { fold } from './fold.ts'
import { claimMessage, endMessage, type MessageEnd, outbox, type Queued } from './outbox.ts'
import { holding } from './queue.ts'
import { type Used, usedRates } from './rates.ts'

/** A message that could not be sent for so long is a dead letter. */
const givenUpMs = 6 * 3_600_000
const workers = 4

/** Sends what is due, each conversation in its order, several conversations at once. */
export async function deliverMessages(deps: ChannelDeps, signal: AbortSignal): Promise<number> {
  // Most looks find nothing: one is enough to know.
  const first = await claim(deps, signal)
  if (first === null) return 0
  const others = Array.from({ length: workers - 1 }, async () =>
    drain(deps, await claim(deps, signal), signal),
  )
  const counts = await Promise.all([drain(deps, first, signal), ...others])
  return counts.reduce((sum, one) => sum + one, 0)
}

async function claim(deps: ChannelDeps, signal: AbortSignal): Promise<Queued | null> {
  const channels = readyChannels(deps)
  return signal.aborted || channels.length === 0 ? null : claimMessage(deps, channels)
}

async function drain(
  deps: ChannelDeps,
  begun: Queued | null,
  signal: AbortSignal,
): Promise<number> {
  let count = 0
  for (let queued = begun; queued !== null; queued = await claim(deps, signal)) {
    const held = queued
    const work = () => tryOnce(deps, held, signal)
    await endMessage(deps, held, await holding(deps, outbox, { ...held, work }))
    count += 1
  }
  return count
}

async function tryOnce(
  deps: ChannelDeps,
  queued: Queued,
  signal: AbortSignal,
): Promise<MessageEnd> {
  const adapter = adapterOf(deps, queued.place.channel)
  if (adapter === undefined) throw new AppError('internal', 'a message of no channel')
  const used = await usedRates(deps, queued.place, adapter.capabilities.rates)
  const over = overBudget(used)
  if (over !== null) return over
  const folded = await fold(deps, queued, used)
  const delivered = await adapter
    .deliver({ ...folded, since: queued.createdAt.toISOString() }, signal)
    .catch((error: unknown): Delivered => {
      deps.log.error({ err: error, key: queued.key }, 'a message could not be made')
      return { kind: 'refused', why: 'it could not be made' }
    })
  return endOf(deps, queued, delivered)
}

/** What a vendor would drop without a word waits here instead. */
function overBudget(used: readonly Used[]): MessageEnd | null {
  const over = used.find(({ sent, most }) => sent >= most)
  if (over === undefined) return null
  const why = `over the budget of ${over.inMs / minuteMs} min`
  return { status: 'ready', why, waitMs: Math.max(10_000, over.inMs / 60), maybeThere: false }
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
