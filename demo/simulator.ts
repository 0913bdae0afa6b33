import { describeError } from '../base/app-error.ts'
import { hourMs } from '../base/milliseconds.ts'
import type { Clock } from '../base/ports.ts'
import { ingest } from '../factory/index.ts'
import type { Logger } from '../server/index.ts'
import type { Db } from '../store/index.ts'
import { loadedDemo } from './demo-anchor.ts'
import { machineShifts, type Span } from './generate/machine-events.ts'
import { type Batch, batchesOf, sources } from './generate/rows.ts'
import { demoSeed, eventBatches } from './generate.ts'
import { type Machine, machinesOf, sites } from './plant/plant.ts'

/** A demo that was closed for longer stood still until then. */
const longestGapMs = 72 * hourMs
/** Sent again on each step, so that what began earlier gets its end, its repair and whole hours. */
const overlapMs = 4 * hourMs

type SimulationDeps = { db: Db; clock: Clock; seed?: number }

/**
 * Sends what happened at the machines from `fromMs` up to the clock, by the door of a real plant,
 * and returns the instant up to which all has been sent. Sending a time twice changes nothing.
 */
export async function simulateUpTo(
  { db, clock, seed = demoSeed }: SimulationDeps,
  { anchorMs, fromMs }: { anchorMs: number; fromMs: number },
): Promise<number> {
  const toMs = clock().getTime()
  if (toMs <= fromMs) return fromMs
  const world = { anchorMs, seed }
  const closed = toMs - fromMs > longestGapMs
  const startMs = closed ? toMs - longestGapMs : fromMs - overlapMs
  const span: Span = { fromMs: Math.max(startMs, anchorMs), toMs }
  for (const site of sites) {
    const machines = machinesOf(site)
    const shifts = machines.flatMap((machine) => machineShifts(world, machine, span))
    const standing = closed ? [standStill(site.id, machines, fromMs)] : []
    for (const batch of [...standing, ...eventBatches(world, site, { shifts, span })]) {
      if (batch.rows.length > 0) await ingest({ db, clock }, batch)
    }
    await ingest({ db, clock }, { ...stillThere(site.id), until: new Date(toMs) })
  }
  return toMs
}

/** Where nothing changes for a while, what goes on goes on: as a real source would say. */
const stillThere = (siteId: string): Batch => batchesOf(siteId, sources.mes)('machine_state', [])

/** The next state of each machine ends it. */
function standStill(siteId: string, machines: Machine[], fromMs: number): Batch {
  return batchesOf(siteId, sources.mes)(
    'machine_state',
    machines.map(({ id }) => ({
      machineId: id,
      startAt: new Date(fromMs),
      state: 'stopped',
      category: 'planned_stop',
      reasonId: 'planned',
    })),
  )
}

type SimulatorDeps = SimulationDeps & { log: Pick<Logger, 'warn'>; everyMs?: number }

/** Keeps the demo alive until it is stopped; `stop` waits for the step under way. */
export function startSimulator({ log, everyMs = 60_000, ...deps }: SimulatorDeps): {
  stop: () => Promise<void>
} {
  const ending = new AbortController()
  const running = keepAlive(deps, { log, everyMs, signal: ending.signal })
  return {
    stop: async () => {
      ending.abort()
      await running
    },
  }
}

type Running = { log: Pick<Logger, 'warn'>; everyMs: number; signal: AbortSignal }

async function keepAlive(deps: SimulationDeps, { log, everyMs, signal }: Running): Promise<void> {
  let at: { anchorMs: number; fromMs: number } | null = null
  while (!signal.aborted) {
    try {
      at ??= await whereItStands(deps.db)
      if (at === null) return
      at.fromMs = await simulateUpTo(deps, at)
    } catch (error) {
      log.warn({ error: describeError(error) }, 'the demo simulator missed a step')
    }
    await pause(everyMs, signal)
  }
}

async function whereItStands(db: Db): Promise<{ anchorMs: number; fromMs: number } | null> {
  const loaded = await loadedDemo(db)
  if (loaded === null) return null
  return { anchorMs: loaded.anchorMs, fromMs: Math.max(loaded.anchorMs, loaded.machinesUntilMs) }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const ended = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', ended)
      resolve()
    }
    const timer = setTimeout(ended, ms)
    signal.addEventListener('abort', ended)
  })
}
