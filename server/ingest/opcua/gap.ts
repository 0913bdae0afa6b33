import { sql } from 'drizzle-orm'
import type { ClientSession } from 'node-opcua-client'
import { AppError } from '../../../base/app-error.ts'
import type { Db } from '../../../store/index.ts'
import type { DoorContext } from '../connections/door.ts'
import type { OpcuaSource } from '../connections/settings.ts'
import type { Signal } from '../signals/signal.ts'
import { readHistory } from './history.ts'

export type Gap = {
  /** The connection is lost: what comes from now on waits until the time before it is filled. */
  begin: () => void
  hear: (signal: Signal) => void
  /** Fills the gap from history, then lets through what waited. */
  fill: () => Promise<void>
  /** Says that nothing changed but what was heard. */
  still: () => Promise<void>
}

type Context = DoorContext<OpcuaSource>
type State = { held: Signal[] | null; since: Date | null; heardUntil: Date | null }

/** Clocks differ, and a server may publish late: history is read from this much earlier. */
const overlapMs = 5 * 60_000
const mostWaiting = 200_000

/**
 * Stands between what the server says now and what is stored. How far a source was heard is read
 * from what is stored, so nothing newer may be stored while an older gap is open: a server of ours
 * that is killed in between finds the gap again.
 */
export async function openGap(
  context: Context,
  session: ClientSession,
  { addresses, fail }: { addresses: readonly string[]; fail: (error: AppError) => void },
): Promise<Gap> {
  const { batcher, clock } = context
  const since = await storedUntil(context.db, context.source)
  const state: State = { held: [], since, heardUntil: since }
  const store = makeStore(context, state)
  return {
    begin: () => {
      state.held ??= []
      state.since ??= state.heardUntil
    },
    hear: (signal) => {
      if (batcher.waiting() + (state.held?.length ?? 0) > mostWaiting) return fail(tooSlow())
      if (state.held === null) store(signal)
      else state.held.push(signal)
    },
    fill: async () => {
      const { source, mapper, log } = context
      const from = startOf(state.since, source, clock())
      if (from !== null) {
        let values = 0
        for await (const page of readHistory(session, addresses, { from, to: clock() })) {
          values += page.length
          await batcher.add(mapper.rowsOf(page))
        }
        log.info({ source: source.id, from, values }, 'history read')
      }
      const held = state.held ?? []
      state.since = null
      state.held = null
      for (const signal of held) store(signal)
    },
    still: async () => {
      if (state.held !== null || batcher.waiting() > 0) return
      await context.still(new Date(clock().getTime() - stillDelayMs(context.source)))
    },
  }
}

/** What is dropped with the door comes again from the server's history, where it keeps one. */
const tooSlow = (): AppError =>
  new AppError('unavailable', 'The store is slower than the OPC UA server.', {
    hint: 'Subscribe to less, or more slowly: publishingMs, samplingMs.',
  })

/** What changed just now may not have been sampled and published yet. */
const stillDelayMs = ({ publishingMs, samplingMs }: OpcuaSource): number =>
  Math.max(5_000, 3 * (publishingMs + samplingMs))

function startOf(since: Date | null, { historyHours }: OpcuaSource, now: Date): Date | null {
  if (since === null || historyHours === 0) return null
  const earliest = now.getTime() - historyHours * 3_600_000
  return new Date(Math.max(earliest, since.getTime() - overlapMs))
}

/** Values that come together are mapped together. */
function makeStore({ batcher, mapper, clock }: Context, state: State): (signal: Signal) => void {
  let together: Signal[] = []
  const flush = () => {
    const signals = together
    together = []
    batcher.add(mapper.rowsOf(signals)).catch(() => undefined)
  }
  return (signal) => {
    const isNewest = state.heardUntil === null || signal.at > state.heardUntil
    if (isNewest && signal.at <= clock()) state.heardUntil = signal.at
    if (together.length === 0) setImmediate(flush)
    together.push(signal)
  }
}

/** The earliest newest instant of the streams that a history would bring again. */
async function storedUntil(db: Db, { site, id }: OpcuaSource): Promise<Date | null> {
  const [row] = await db.tx('read', (tx) =>
    tx.rows<{ until: Date | null }>(sql`
      select min(data_until) as until from ingest_source
      where site_id = ${site} and source = ${id}
        and stream in ('measurement', 'state_sample', 'counter_sample')`),
  )
  return row?.until ?? null
}
