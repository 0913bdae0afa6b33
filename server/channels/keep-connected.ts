import { setTimeout as delay } from 'node:timers/promises'
import type { Db } from '../../store/index.ts'
import { underLease } from '../jobs/index.ts'
import type { Logger } from '../log.ts'

export type Connecting = {
  db: Db
  log: Logger
  /** This process, to the others of the store. */
  holder: string
  name: string
  /** Resolves when the connection has ended, however; true: it had been good. */
  connect: (signal: AbortSignal) => Promise<boolean>
  /** Milliseconds: of the lease, and of the first and longest wait before another try. */
  times?: { leaseMs: number; firstWaitMs: number; longestWaitMs: number }
}

export type Kept = { stop: () => Promise<void> }

const usual = { leaseMs: 12_000, firstWaitMs: 1_000, longestWaitMs: 30_000 }

/**
 * Of all processes of a store one keeps the connection: a second one would push the first one out.
 * It is opened again for ever, also after somebody else did push it out.
 */
export function keepConnected(connecting: Connecting): Kept {
  const { db, log, holder, name, connect, times = usual } = connecting
  const stopping = new AbortController()
  const { signal } = stopping
  const lease = { siteId: 'group', name, holder, ttlMs: times.leaseMs, signal }
  const connections = async (held: AbortSignal) => {
    let failures = 0
    while (!held.aborted) {
      const good = await connect(held).catch((error: unknown) => {
        log.warn({ err: error, connection: name }, 'a connection failed')
        return false
      })
      failures = good ? 0 : failures + 1
      const longMs = Math.min(times.firstWaitMs * 2 ** failures, times.longestWaitMs)
      if (!held.aborted) await pause(longMs * (0.5 + Math.random() / 2), held)
    }
  }
  const ended = (async () => {
    while (!signal.aborted) {
      await underLease(db, lease, connections).catch((error: unknown) => {
        if (!signal.aborted) log.warn({ err: error, connection: name }, 'no lease')
      })
      await pause(times.leaseMs / 3, signal)
    }
  })()
  return {
    stop: () => {
      stopping.abort()
      return ended
    },
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => undefined)
