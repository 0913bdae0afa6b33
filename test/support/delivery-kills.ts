/** Processes that are killed between the approval and the record of what another system took. */
import { sql } from 'drizzle-orm'
import { decide, deliverDue, executeReady, propose, verifyAudit } from '../../actions/index.ts'
import {
  approval,
  by,
  gateClock,
  operator,
  supervisor,
  ticketDraft,
  ticketEffect,
} from '../../actions/test-gate.ts'
import { randomId } from '../../base/ports.ts'
import { connectorOf, routesOf, send } from '../../server/test-connectors.ts'
import type { Db } from '../../store/index.ts'
import { type DeliveryBoundary, startGateProcess } from './gate-process.ts'
import type { Receiver } from './receivers.ts'

export { deliveryBoundaries } from './gate-process.ts'

type Plant = {
  /** `postgres://…` or a data folder. */
  store: string
  opened: <T>(work: (db: Db) => Promise<T>) => Promise<T>
  receiver: Receiver
}

/** Sends one action from a process that dies at the boundary; what is wrong after the next round. */
export async function killWhileDelivering(
  { store, opened, receiver }: Plant,
  boundary: DeliveryBoundary,
): Promise<string[]> {
  const { kind, url } = receiver
  const connector = connectorOf({ kind, url })
  const deps = { clock: gateClock, newId: randomId, effects: [ticketEffect] }
  const { id } = await opened(async (db) => {
    const key = randomId('deliver')
    const asked = { ...by(operator), tainted: false, idempotencyKey: key }
    const preconditions = { connector: connector.name }
    const filed = await propose({ ...deps, db }, asked, { ...ticketDraft(key), preconditions })
    await decide({ ...deps, db }, by(supervisor), approval(filed))
    await executeReady({ ...deps, db, routeOf: routesOf([connector]) })
    return filed
  })
  const process = await startGateProcess(store, boundary)
  const word = await process.deliver({ kind, url }).finally(process.kill)
  if (word !== 'frozen') return [`${boundary} passed`]
  return opened(async (db) => {
    const later = () => new Date(gateClock().getTime() + 10 * 60_000)
    const round = () =>
      deliverDue({
        ...{ ...deps, db, clock: later, connectors: [connector.name], random: Math.random },
        send: (outgoing, signal) =>
          send({ connectors: [connector], clock: later }, outgoing, signal),
        signal: new AbortController().signal,
      })
    // Until the server has seen that its client is gone, what the killed one locked is left alone.
    for (let nth = 0; nth < mostRounds && (await statusOf(db, id)) !== 'done'; nth++) await round()
    return faultsOf(db, id, receiver)
  })
}
const mostRounds = 50

async function statusOf(db: Db, id: string): Promise<string | undefined> {
  const [held] = await db.tx('read', (tx) =>
    tx.rows<{ status: string }>(sql`select status from proposal where id = ${id}`),
  )
  return held?.status
}

async function faultsOf(db: Db, id: string, receiver: Receiver): Promise<string[]> {
  const [held] = await db.tx('read', (tx) =>
    tx.rows<{ status: string; tickets: number }>(sql`select status,
      (select count(*)::int from ticket where action_id = ${id}) as tickets
      from proposal where id = ${id}`),
  )
  const there = receiver.done.filter(({ key }) => key === id).length
  const right = held?.status === 'done' && held.tickets === 1 && there === 1
  const audit = (await verifyAudit(db)).ok ? [] : ['the audit chain is broken']
  return right ? audit : [`${id}: ${JSON.stringify(held)}, ${there} at the receiver`, ...audit]
}
