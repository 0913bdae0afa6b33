/**
 * A process of its own that decides and executes, for races and kills. Started by `startGateProcess`
 * with the store (`postgres://…` or a data folder) and the moment to freeze at, told by messages.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import {
  type DecisionInput,
  decide,
  type EffectDefinition,
  executeReady,
} from '../../actions/index.ts'
import { gateClock, manager, supervisor, ticketEffect } from '../../actions/test-gate.ts'
import { openFolderStore, openServerStore } from '../../store/index.ts'

/** Where an execution stops for ever, to be killed there. */
export type FreezeAt = 'never' | 'begun' | 'written'
type Order =
  | { id: number; do: 'decide'; by: 'supervisor' | 'manager'; input: DecisionInput }
  | { id: number; do: 'execute' }
type Reply = { id: number; outcome?: string; ended?: number; frozen?: true }

const file = fileURLToPath(import.meta.url)

export type GateProcess = {
  decide: (by: 'supervisor' | 'manager', input: DecisionInput) => Promise<string>
  /** The number of ended proposals, or `frozen` at the moment that was asked for. */
  execute: () => Promise<number | 'frozen'>
  /** SIGKILL: no handler runs, nothing is closed. */
  kill: () => Promise<void>
}

export async function startGateProcess(store: string, freezeAt: FreezeAt): Promise<GateProcess> {
  const child = fork(file, [store, freezeAt], { execArgv: [] })
  await Promise.race([once(child, 'message'), failed(child)])
  let last = 0
  const ask = async (order: Omit<Order, 'id'>): Promise<Reply> => {
    last += 1
    const id = last
    const reply = new Promise<Reply>((resolve) => {
      const listen = (message: Reply) => {
        if (message.id !== id) return
        child.off('message', listen)
        resolve(message)
      }
      child.on('message', listen)
    })
    child.send({ ...order, id })
    return reply
  }
  return {
    decide: async (by, input) => (await ask({ do: 'decide', by, input } as Order)).outcome ?? '',
    execute: async () => {
      const { frozen, ended } = await ask({ do: 'execute' })
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

async function serveOrders(store: string, freezeAt: FreezeAt): Promise<void> {
  const { db } = await (store.startsWith('postgres')
    ? openServerStore({ url: store })
    : openFolderStore(store))
  let current = 0
  const freeze = () => {
    process.send?.({ id: current, frozen: true } satisfies Reply)
    return new Promise<never>(() => {})
  }
  const effect: EffectDefinition = {
    ...ticketEffect,
    apply: async (...given) => {
      if (freezeAt === 'begun') await freeze()
      const result = await ticketEffect.apply(...given)
      if (freezeAt === 'written') await freeze()
      return result
    },
  }
  const people = { supervisor, manager }
  process.on('message', async (order: Order) => {
    current = order.id
    const reply: Omit<Reply, 'id'> =
      order.do === 'decide'
        ? await decide(
            { db, clock: gateClock },
            { principal: people[order.by], channel: 'test' },
            order.input,
          )
        : { ended: await executeReady({ db, clock: gateClock, effects: [effect] }) }
    process.send?.({ id: order.id, outcome: reply.outcome, ended: reply.ended })
  })
  process.send?.({ id: 0 })
}

if (process.argv[1] === file) {
  const [, , store = '', freezeAt = 'never'] = process.argv
  await serveOrders(store, freezeAt as FreezeAt)
}
