import {
  type Answer,
  deliverDue,
  type EffectDefinition,
  escalateDue,
  executeReady,
  expireDue,
  followUpDue,
  type Outgoing,
  type RouteOf,
} from '../../actions/index.ts'
import { minuteMs } from '../../base/milliseconds.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import {
  applyRetention,
  findDataFaults,
  noRules,
  type RetentionRule,
  rollUpDue,
  runAlerts,
  type SendToPerson,
} from '../../factory/index.ts'
import {
  type DocumentReader,
  type Providers,
  prepareVectors,
  reindex,
} from '../../knowledge/index.ts'
import type { Db } from '../../store/index.ts'
import { measureWith } from '../../tools/index.ts'
import type { Logger } from '../log.ts'
import type { Telemetry } from '../telemetry/index.ts'
import { indexLease, takeLease, underLease } from './lease.ts'
import { type Loop, startLoop } from './loop.ts'
import { unhurried, type Wakes } from './wakes.ts'

export type JobDeps = {
  db: Db
  clock: Clock
  /** This process, to the others of the store. */
  holder: string
  log: Logger
  telemetry: Pick<Telemetry, 'begin'>
  newId: NewId
  wakes: Wakes
  /** Data came that an alert rule watches. */
  alertWakes: Wakes
  /** Where people read what they are told, beside the pages. */
  sendToPerson: SendToPerson
  effects: readonly EffectDefinition[]
  /** Which connector takes an effect of a site; their names, and how to reach them. */
  routeOf: RouteOf
  connectors: string[]
  send: (outgoing: Outgoing, signal: AbortSignal) => Promise<Answer>
  /** Runs the armed playbooks once; which ones, and by which tools, is wired above. */
  playbooks: (signal: AbortSignal) => Promise<void>
  /** Tells subscribers of reports that are due. */
  reports: (signal: AbortSignal) => Promise<void>
  /** Reads files of documents anew. */
  reader: DocumentReader
  providers: Providers
  /** What is not kept for ever. */
  retention: readonly RetentionRule[]
}

const leaseMs = 60_000

/**
 * The executor of approved proposals and what is sent on, the clock that expires those nobody
 * decided and tells the next of those that wait too long; and what one process of a store does.
 */
export function startJobs(deps: JobDeps): Loop {
  const loops = [
    ...[...gateLoops(deps), ...plantLoops(deps), ...telemetryLoops(deps)],
    ...[alertLoop(deps), indexLoop(deps)],
  ]
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

function gateLoops(deps: JobDeps): Loop[] {
  const { db, clock, log, telemetry, wakes, effects, routeOf } = deps
  const shared = { wakes, log, telemetry }
  return [
    startLoop({
      name: 'execute',
      everyMs: 1000,
      run: (signal) => executeReady({ db, clock, effects, routeOf, signal }),
      ...shared,
    }),
    startLoop({
      name: 'deliver',
      everyMs: 1000,
      run: (signal) => deliverDue({ ...deps, random: Math.random, signal }),
      ...shared,
    }),
    startLoop({
      name: 'expire',
      everyMs: 10_000,
      run: async () => [await expireDue({ db, clock }), await escalateDue({ db, clock })],
      ...shared,
    }),
  ]
}

/** The look for faults in the data, armed playbooks, reports, and what came of executed actions. */
function plantLoops({ db, clock, holder, log, telemetry, playbooks, reports }: JobDeps): Loop[] {
  const faults = { siteId: 'group', name: 'data faults', holder, ttlMs: 3 * minuteMs }
  const alone = (name: string, signal: AbortSignal) => ({
    ...{ siteId: 'group', name, holder, ttlMs: leaseMs, signal },
  })
  const measure = measureWith({ db, clock })
  const followUp = (signal: AbortSignal) =>
    underLease(db, alone('follow-up', signal), async (held) => {
      await followUpDue({ db, clock, measure, signal: held })
    })
  const shared = { everyMs: minuteMs, wakes: unhurried, log, telemetry }
  return [
    startLoop({
      name: 'data faults',
      run: async () => (await takeLease(db, faults)) && findDataFaults({ db, clock }),
      ...shared,
    }),
    startLoop({
      name: 'playbooks',
      run: (signal) => underLease(db, alone('playbooks', signal), playbooks),
      ...shared,
    }),
    startLoop({
      name: 'reports',
      run: (signal) => underLease(db, alone('reports', signal), reports),
      ...shared,
    }),
    startLoop({ name: 'follow-up', run: followUp, ...shared }),
  ]
}

/** Every process runs it: each watch and message is won by one of them. */
function alertLoop(deps: JobDeps): Loop {
  const { db, clock, newId, log, telemetry, alertWakes, sendToPerson } = deps
  const known = noRules()
  const run = async (signal: AbortSignal) => {
    const { broken } = await runAlerts({ db, clock, newId, signal, known, sendToPerson })
    for (const why of broken) log.warn({ why }, 'an alert rule could not be judged')
  }
  return startLoop({ name: 'alerts', everyMs: 1000, run, wakes: alertWakes, log, telemetry })
}

const rollUpEveryMs = 15_000
const retentionEveryMs = 3 * 3_600_000

function telemetryLoops({ db, clock, holder, log, telemetry, retention }: JobDeps): Loop[] {
  const alone = (name: string, signal: AbortSignal) => ({
    ...{ siteId: 'group', name, holder, ttlMs: leaseMs, signal },
  })
  const rollUp = (signal: AbortSignal) =>
    underLease(db, alone('roll-up', signal), async (held) => {
      await rollUpDue({ db, clock, signal: held })
    })
  const retain = (signal: AbortSignal) =>
    underLease(db, alone('retention', signal), async (held) => {
      const removed = await applyRetention({ db, clock, signal: held }, retention)
      for (const { stream, rows } of removed)
        log.info({ stream, rows }, 'rows past their retention')
    })
  const shared = { wakes: unhurried, log, telemetry }
  return [
    startLoop({ name: 'roll-up', everyMs: rollUpEveryMs, run: rollUp, ...shared }),
    startLoop({ name: 'retention', everyMs: retentionEveryMs, run: retain, ...shared }),
  ]
}

const indexEveryMs = 15_000

/** Passages that today's parsers would make otherwise, and vectors that are missing. */
function indexLoop(deps: JobDeps): Loop {
  const { db, clock, holder, log, telemetry, reader } = deps
  const { embedder } = deps.providers
  const known = new Map<string, string>()
  const run = (signal: AbortSignal) =>
    underLease(db, { ...indexLease, holder, signal }, async (held) => {
      const { generation, read, embeddingFailed } = await reindex(
        { db, clock, reader, embedder, signal: held },
        {
          which: 'outdated',
          known,
        },
      )
      if (read > 0) log.info({ generation, read }, 'documents were read anew')
      if (embedder !== null && embeddingFailed === null) await prepareVectors(db, embedder)
      if (embeddingFailed !== null) log.warn({ why: embeddingFailed }, 'passages are not embedded')
    })
  const shared = { wakes: unhurried, log, telemetry }
  return startLoop({ name: 'index', everyMs: indexEveryMs, run, ...shared })
}
