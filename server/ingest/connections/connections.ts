import { setTimeout as delay } from 'node:timers/promises'
import { describeError } from '../../../base/app-error.ts'
import type { Clock } from '../../../base/ports.ts'
import { ingest } from '../../../factory/index.ts'
import type { Db } from '../../../store/index.ts'
import { underLease } from '../../jobs/lease.ts'
import type { Logger } from '../../log.ts'
import { type Batcher, openBatcher } from '../signals/batcher.ts'
import { signalMapper } from '../signals/map-signals.ts'
import { loadSignalMappings } from '../signals/mapping.ts'
import type { Door } from './door.ts'
import { sourceMemory } from './memory.ts'
import type { SourceConfig } from './settings.ts'

/** `elsewhere`: another process of this store has it. `waiting`: it failed and is tried again. */
export type ConnectionState = 'elsewhere' | 'connecting' | 'connected' | 'waiting'

/** What /status says of a connection since this process started. */
export type ConnectionStatus = {
  id: string
  site: string
  kind: SourceConfig['kind']
  state: ConnectionState
  since: string
  problem: string | null
  stored: number
  refused: number
  /** Rows heard and not stored yet. */
  waiting: number
  /** Addresses that the mapping knows nothing of. */
  unknownAddresses: number
}

export type Connections = {
  status: () => ConnectionStatus[]
  /** Closes the doors, after what was heard is stored. */
  stop: () => Promise<void>
}

type Parts = {
  db: Db
  clock: Clock
  /** This process, to the others of the store. */
  holder: string
  log: Logger
  dataDir: string
  /** The door of each kind, loaded when it is first needed. */
  doors: Record<SourceConfig['kind'], () => Promise<Door>>
  /** How long another process may be gone before this one takes over. */
  leaseMs?: number
}

const usualLeaseMs = 15_000
const firstPauseMs = 1_000
const lastPauseMs = 60_000
const settleMs = 3_000

/** Opens a door to each source, and opens it again whenever it fails. */
export function startConnections(parts: Parts, sources: readonly SourceConfig[]): Connections {
  const stopping = new AbortController()
  const kept = sources.map((source) => ({ source, record: newRecord(source, parts.clock()) }))
  const loops = kept.map(({ source, record }) =>
    keepOpen({ ...parts, source, record, signal: stopping.signal }),
  )
  return {
    status: () => kept.map(({ record }) => ({ ...record.status, ...record.live() })),
    stop: async () => {
      stopping.abort(new Error('the server is ending'))
      await Promise.all(loops)
    },
  }
}

type Live = Pick<ConnectionStatus, 'waiting' | 'unknownAddresses'>
type Kept = { status: ConnectionStatus; live: () => Live }

const nothing: Live = { waiting: 0, unknownAddresses: 0 }

const newRecord = ({ id, site, kind }: SourceConfig, now: Date): Kept => ({
  status: {
    ...{ id, site, kind, state: 'connecting', since: now.toISOString() },
    ...{ problem: null, stored: 0, refused: 0, ...nothing },
  },
  live: () => nothing,
})

type Loop = Parts & { source: SourceConfig; record: Kept; signal: AbortSignal }

async function keepOpen(loop: Loop): Promise<void> {
  const { db, log, source, record, holder, signal, leaseMs = usualLeaseMs } = loop
  const { id, site: siteId } = source
  const report = reporter(record, loop.clock)
  let pauseMs = firstPauseMs
  while (!signal.aborted) {
    const opened = performance.now()
    try {
      const lease = { siteId, name: `source ${id}`, holder, ttlMs: leaseMs, signal }
      const held = await underLease(db, lease, (until) => openDoor(loop, report, until))
      if (!held) report('elsewhere')
      pauseMs = held ? firstPauseMs : leaseMs / 3
    } catch (error) {
      if (signal.aborted) return
      const { message } = describeError(error)
      report('waiting', message)
      log.warn({ err: error, source: id }, 'a source is away')
      const wasUp = performance.now() - opened > lastPauseMs
      pauseMs = wasUp ? firstPauseMs : Math.min(lastPauseMs, pauseMs * 2)
    }
    await delay(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

type Report = (state: ConnectionState, problem?: string) => void

/** A problem is shown until the source is connected again. */
const reporter =
  ({ status }: Kept, clock: Clock): Report =>
  (state, problem) => {
    if (state !== status.state) status.since = clock().toISOString()
    status.state = state
    status.problem = state === 'connected' ? null : (problem ?? status.problem)
  }

async function openDoor(loop: Loop, report: Report, signal: AbortSignal): Promise<void> {
  const { db, clock, log, dataDir, source, record } = loop
  // Read anew each time: a mended mapping needs no restart.
  const mappings = loadSignalMappings(source.mapping)
  const mapper = signalMapper(mappings)
  const storing = new AbortController()
  const batcher = openSourceBatcher(loop, report, storing.signal)
  record.live = () => ({ waiting: batcher.waiting(), unknownAddresses: mapper.unknown() })
  const rows = { siteId: source.site, source: source.id, stream: 'state_sample' as const, rows: [] }
  const still = async (until: Date) => void (await ingest({ db, clock }, { ...rows, until }))
  const settled = () => Promise.race([batcher.idle(), delay(settleMs, undefined, { ref: false })])
  try {
    const door = await loop.doors[source.kind]()
    const memory = sourceMemory({ db, clock, site: source.site, source: source.id })
    const open = { db, clock, log, dataDir, source, mappings, mapper, batcher, memory }
    await door({ ...open, signal, report, still, settled })
    await settled()
  } finally {
    storing.abort(new Error('the door is closed'))
    record.live = () => nothing
  }
}

function openSourceBatcher(
  { db, clock, log, source, record: { status } }: Loop,
  report: Report,
  signal: AbortSignal,
): Batcher {
  return openBatcher(
    { db, clock },
    {
      siteId: source.site,
      source: source.id,
      signal,
      onStored: ({ rows, refused }) => {
        status.stored += rows
        status.refused += refused
        if (status.problem !== null) report(status.state)
      },
      onFailure: (error) => {
        status.problem = describeError(error).message
        log.warn({ err: error, source: source.id }, 'rows wait for the store')
      },
    },
  )
}
