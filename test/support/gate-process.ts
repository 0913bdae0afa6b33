/**
 * A process of its own that acts at the gate, for races and kills. Started by `startGateProcess`
 * with the store (`postgres://…` or a data folder) and the moment to freeze at, told by messages.
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import {
  type DeliverDeps,
  deliverDue,
  type EffectDefinition,
  executeReady,
} from '../../actions/index.ts'
import { gateClock, ticketEffect } from '../../actions/test-gate.ts'
import { connectorOf, send } from '../../server/test-connectors.ts'
import { type Db, openFolderStore, openServerStore } from '../../store/index.ts'
import { act, type GateAct } from './gate-act.ts'
import { ownProcess } from './own-process.ts'
import type { ReceiverKind } from './receivers.ts'

/**
 * Where a process stops for ever, to be killed there: the named boundaries from decision to effect,
 * and from there to another system. Later steps (follow-up) add theirs.
 */
export const boundaries = ['deciding', 'decided', 'begun', 'written', 'finished', 'ended'] as const
export type Boundary = (typeof boundaries)[number]
export const deliveryBoundaries = ['claimed', 'sent', 'written_down', 'recorded'] as const
export type DeliveryBoundary = (typeof deliveryBoundaries)[number]
export type FreezeAt = 'never' | Boundary | DeliveryBoundary

type Delivering = { kind: ReceiverKind; url: string }
type Wanted = { do: 'act'; act: GateAct } | { do: 'execute' } | { do: 'deliver'; to: Delivering }
type Order = Wanted & { id: number }
type Reply = { id: number; outcome?: string; ended?: number; frozen?: true }

const file = fileURLToPath(import.meta.url)

export type GateProcess = {
  /** The outcome of a verb, or `frozen` at the moment that was asked for. */
  act: (act: GateAct) => Promise<string>
  /** The number of ended proposals, or `frozen`. */
  execute: () => Promise<number | 'frozen'>
  /** The number of tries, or `frozen`. */
  deliver: (to: Delivering) => Promise<number | 'frozen'>
  /** SIGKILL: no handler runs, nothing is closed. */
  kill: () => Promise<void>
}

export async function startGateProcess(store: string, freezeAt: FreezeAt): Promise<GateProcess> {
  const child = ownProcess(file, [store, freezeAt])
  const waiting = new Map<number, (reply: Reply) => void>()
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply))
  await Promise.race([once(child, 'message'), failed(child)])
  let last = 0
  const ask = (order: Wanted): Promise<Reply> => {
    last += 1
    const id = last
    const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve))
    child.send({ ...order, id })
    return reply.finally(() => waiting.delete(id))
  }
  return {
    act: async (wanted) => {
      const { frozen, outcome = '' } = await ask({ do: 'act', act: wanted })
      return frozen ? 'frozen' : outcome
    },
    execute: async () => {
      const { frozen, ended } = await ask({ do: 'execute' })
      return frozen ? 'frozen' : (ended ?? 0)
    },
    deliver: async (to) => {
      const { frozen, ended } = await ask({ do: 'deliver', to })
      return frozen ? 'frozen' : (ended ?? 0)
    },
    kill: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit')
  throw new Error(`the process ended with ${code}`)
}

type Freeze = () => Promise<never>

/** A store that stops after the work of a transaction of this role and before its commit. */
const freezingBefore = (db: Db, role: 'decide' | 'execute', freeze: Freeze): Db => ({
  ...db,
  tx: (as, work, options) =>
    db.tx(
      as,
      async (tx) => {
        const result = await work(tx)
        const wrote = Array.isArray(result) ? false : result !== 0
        if (as === role && wrote) await freeze()
        return result
      },
      { ...options, timeoutMs: 600_000 },
    ),
})

async function serveOrders(store: string, freezeAt: FreezeAt): Promise<void> {
  const { db } = await (store.startsWith('postgres')
    ? openServerStore({ url: store })
    : openFolderStore(store))
  let current = 0
  const freeze: Freeze = () => {
    process.send?.({ id: current, frozen: true } satisfies Reply)
    return new Promise<never>(() => {})
  }
  const effect: EffectDefinition = {
    ...ticketEffect,
    apply: async (...given) => {
      if (freezeAt === 'begun') await freeze()
      const result = await ticketEffect.apply(...given)
      if (freezeAt === 'written' || freezeAt === 'written_down') await freeze()
      return result
    },
  }
  const deciding = freezeAt === 'deciding' ? freezingBefore(db, 'decide', freeze) : db
  const executing = freezeAt === 'finished' ? freezingBefore(db, 'execute', freeze) : db
  const sending = (to: Delivering): DeliverDeps['send'] => {
    const connectors = [connectorOf(to)]
    return async (outgoing, signal) => {
      if (freezeAt === 'claimed') await freeze()
      const answer = await send({ connectors, clock: gateClock }, outgoing, signal)
      if (freezeAt === 'sent') await freeze()
      return answer
    }
  }
  const run = async (order: Order): Promise<Omit<Reply, 'id'>> => {
    const deps = { clock: gateClock, effects: [effect] }
    if (order.do === 'act') return { outcome: await act(deciding, order.act) }
    if (order.do === 'execute') return { ended: await executeReady({ ...deps, db: executing }) }
    const { signal } = new AbortController()
    const shared = { ...deps, db, connectors: [order.to.kind], random: Math.random, signal }
    return { ended: await deliverDue({ ...shared, send: sending(order.to) }) }
  }
  const last = { act: 'decided', execute: 'ended', deliver: 'recorded' }
  process.on('message', async (order: Order) => {
    current = order.id
    const reply = await run(order)
    const stopsHere = freezeAt === last[order.do]
    process.send?.(stopsHere ? { id: order.id, frozen: true } : { id: order.id, ...reply })
  })
  process.send?.({ id: 0 })
}

if (process.argv[1] === file) {
  const [, , store = '', freezeAt = 'never'] = process.argv
  await serveOrders(store, freezeAt as FreezeAt)
}
