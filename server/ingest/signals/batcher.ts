import { setTimeout as delay } from 'node:timers/promises'
import { type IngestDeps, ingest } from '../../../factory/index.ts'
import type { MappedRows, PlacedRow } from './signal.ts'

export type BatcherOptions = {
  siteId: string
  source: string
  /** Ends all waiting; what is not stored then was not acknowledged either. */
  signal: AbortSignal
  /** Tells of a batch that the store did not take; it is tried again. */
  onFailure: (error: unknown) => void
  onStored: (stored: { rows: number; refused: number }) => void
  /** How long the first row of a batch waits for others. */
  lingerMs?: number
  rowsPerBatch?: number
  mostWaiting?: number
}

export type Batcher = {
  /**
   * Settles once the rows are stored, or refused and kept; rejects when the door closes first. `bytes`:
   * how much they may hold in memory until then.
   */
  add: (mapped: MappedRows, bytes?: number) => Promise<void>
  /** Rows in memory. */
  waiting: () => number
  /** Settles when nothing waits. */
  idle: () => Promise<void>
  /** Settles when there is room for more. */
  room: () => Promise<void>
}

type Entry = MappedRows & { bytes: number; stored: PromiseWithResolvers<void> }

const size = ({ rows, unreadable }: MappedRows): number => rows.length + unreadable.length

const mostBytes = 64 * 1024 * 1024
const firstRetryMs = 500
const lastRetryMs = 30_000

/**
 * Gathers what doors hear into batches, one written at a time, in the order of arrival. A batch that
 * fails is tried again until it is stored, so nothing is lost while the store is away: the door
 * stops reading when `mostWaiting` rows wait, or fewer that are large.
 */
export function openBatcher(deps: IngestDeps, options: BatcherOptions): Batcher {
  const { signal, mostWaiting = 20_000 } = options
  const queue: Queue = { entries: [], waiting: 0, bytes: 0, running: false, roomMade: [] }
  const until = async (isRoom: () => boolean) => {
    while (!isRoom() && !signal.aborted) {
      await new Promise<void>((resolve) => queue.roomMade.push(resolve))
    }
  }
  return {
    waiting: () => queue.waiting,
    idle: () => until(() => queue.waiting === 0),
    room: () => until(() => queue.waiting < mostWaiting && queue.bytes < mostBytes),
    add: (mapped, bytes = 0) => {
      if (signal.aborted) return Promise.reject(signal.reason)
      if (size(mapped) === 0) return Promise.resolve()
      const stored = Promise.withResolvers<void>()
      queue.entries.push({ ...mapped, bytes, stored })
      queue.waiting += size(mapped)
      queue.bytes += bytes
      if (!queue.running) void drain(deps, options, queue)
      return stored.promise
    },
  }
}

type Queue = {
  entries: Entry[]
  waiting: number
  bytes: number
  running: boolean
  roomMade: (() => void)[]
}

async function drain(deps: IngestDeps, options: BatcherOptions, queue: Queue): Promise<void> {
  const { signal, lingerMs = 100, rowsPerBatch = 5_000 } = options
  queue.running = true
  try {
    while (queue.entries.length > 0) {
      if (queue.waiting < rowsPerBatch) await delay(lingerMs, undefined, { signal })
      const batch = nextBatch(queue.entries, rowsPerBatch)
      await storeUntilDone(deps, options, batch)
      queue.waiting -= batch.reduce((sum, entry) => sum + size(entry), 0)
      queue.bytes -= batch.reduce((sum, { bytes }) => sum + bytes, 0)
      for (const { stored } of batch) stored.resolve()
      for (const resolve of queue.roomMade.splice(0)) resolve()
    }
  } catch (error) {
    // The door was closed: what waits was never acknowledged, and its sender has it still.
    for (const { stored } of queue.entries.splice(0)) stored.reject(error)
    for (const resolve of queue.roomMade.splice(0)) resolve()
  } finally {
    queue.running = false
  }
}

function nextBatch(entries: Entry[], most: number): Entry[] {
  let rows = 0
  const end = entries.findIndex((entry, at) => {
    rows += size(entry)
    return at > 0 && rows > most
  })
  return entries.splice(0, end === -1 ? entries.length : end)
}

/** What the store cannot keep, however often it is tried: data exceptions and broken constraints. */
const isNoData = (error: unknown): boolean => /^2[23]/.test(String(Object(error).code))

/** Of a batch that cannot be kept, the rows that are to blame are refused and the others stored. */
async function storeUntilDone(
  deps: IngestDeps,
  options: BatcherOptions,
  batch: Entry[],
): Promise<void> {
  let retryMs = firstRetryMs
  for (;;) {
    try {
      await store(deps, options, batch)
      return
    } catch (error) {
      const reason = options.signal.aborted ? options.signal.reason : null
      if (reason !== null) {
        for (const { stored } of batch) stored.reject(reason)
        throw reason
      }
      options.onFailure(error)
      if (isNoData(error) && batch.some(({ rows }) => rows.length > 0)) {
        for (const part of partsOf(batch, (error as Error).message)) {
          await storeUntilDone(deps, options, part)
        }
        return
      }
      await delay(retryMs, undefined, { signal: options.signal }).catch(() => undefined)
      retryMs = Math.min(lastRetryMs, retryMs * 2)
    }
  }
}

/** Halves, of a single message those of its rows; a single row as text that is refused. */
function partsOf(batch: Entry[], reason: string): Entry[][] {
  const [first, ...others] = batch
  if (first === undefined || others.length > 0) return halvesOf(batch)
  const { rows, unreadable, ...entry } = first
  if (rows.length > 1) {
    const [some, more] = halvesOf(rows)
    return [[{ ...entry, rows: some, unreadable }], [{ ...entry, rows: more, unreadable: [] }]]
  }
  const refused = rows.map(({ stream, row, position }) => ({
    ...{ stream, position, raw: JSON.stringify(row) },
    reason: `the store cannot keep it: ${reason}`,
  }))
  return [[{ ...entry, rows: [], unreadable: [...unreadable, ...refused] }]]
}

function halvesOf<Item>(all: Item[]): [Item[], Item[]] {
  const middle = Math.ceil(all.length / 2)
  return [all.slice(0, middle), all.slice(middle)]
}

async function store(deps: IngestDeps, options: BatcherOptions, batch: Entry[]): Promise<void> {
  const { siteId, source } = options
  const rows = Map.groupBy(
    batch.flatMap((entry) => entry.rows),
    ({ stream }) => stream,
  )
  const unreadable = Map.groupBy(
    batch.flatMap((entry) => entry.unreadable),
    ({ stream }) => stream,
  )
  for (const stream of new Set([...rows.keys(), ...unreadable.keys()])) {
    const result = await ingest(deps, {
      ...{ siteId, source, stream, live: true },
      ...placed(rows.get(stream) ?? []),
      unreadable: unreadable.get(stream) ?? [],
    })
    options.onStored({ rows: result.read - result.refusedRows, refused: result.refusedRows })
  }
}

const placed = (rows: PlacedRow[]) => ({
  rows: rows.map(({ row }) => row),
  positions: rows.map(({ position }) => position),
})
