/** A shop whose effects go to another system: proposals, approvals and rounds of delivery. */
import {
  type DeliverDeps,
  decide,
  deliverDue,
  executeReady,
  getDelivery,
  type ProposalView,
} from '../../actions/index.ts'
import { plantNow } from '../../factory/test-plant.ts'
import {
  type ConnectorConfig,
  type Resolve,
  routesOf,
  send,
} from '../../server/connectors/index.ts'
import { secret } from '../../server/secret.ts'
import type { Db } from '../../store/index.ts'
import { effects } from '../../tools/catalog/effects.ts'
import { openMaintenanceTicketTool } from '../../tools/catalog/open-maintenance-ticket.ts'
import { openShop, personAt, proposalOf } from '../../tools/catalog/test-shop.ts'
import { runTool } from '../../tools/index.ts'
import { receiverSecret } from './receivers.ts'

type Given = Pick<ConnectorConfig, 'kind' | 'url'> & Partial<ConnectorConfig>

export const connectorOf = (given: Given): ConnectorConfig => ({
  name: given.kind,
  secret: secret(receiverSecret),
  sites: ['suzhou'],
  effects: ['open_maintenance_ticket'],
  timeoutMs: 400,
  allowPrivate: true,
  ...given,
})

let plants = 0

export async function connectedPlant(db: Db, given: Given, resolve?: Resolve) {
  plants += 1
  const shop = await openShop(db, `plant${plants}`)
  const connector = connectorOf({ ...given, name: `to-plant${plants}`, sites: [shop.siteId] })
  let now = plantNow
  const clock = () => now
  const routeOf = routesOf([connector])
  const ctx = { ...shop.ctx, routeOf, clock }
  const deliver = (changes: Partial<DeliverDeps> = {}) =>
    deliverDue({
      ...{ db, clock, effects, connectors: [connector.name], random: () => 0 },
      send: (outgoing, signal) =>
        send({ connectors: [connector], clock, ...(resolve ? { resolve } : {}) }, outgoing, signal),
      signal: new AbortController().signal,
      ...changes,
    })
  const file = async (title: string): Promise<ProposalView> => {
    const asked = { ...ctx, idempotencyKey: title }
    const args = { equipment: '1号机', title }
    const { proposal } = await runTool(openMaintenanceTicketTool, asked, args)
    return proposalOf(shop, proposal?.action_id ?? '')
  }
  const supervisor = { principal: personAt(shop.siteId, 'supervisor'), channel: 'web' }
  const approve = async ({ siteId, id, version, argsSha256 }: ProposalView) => {
    const shown = { siteId, id, version, argsSha256, verdict: 'approve' as const }
    return (await decide({ db, clock }, supervisor, shown)).outcome
  }
  const execute = () => executeReady({ db, clock, effects, routeOf })
  return {
    ...{ shop, connector, clock, supervisor, deliver, file, approve, execute },
    operator: { principal: shop.ctx.principal, channel: 'web' },
    wait: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000)
    },
    /** Asks, approves and hands over. */
    send: async (title: string): Promise<ProposalView> => {
      const filed = await file(title)
      await approve(filed)
      await execute()
      return filed
    },
    /** Rounds of delivery, each after the longest wait there is. */
    rounds: async (count: number) => {
      for (let round = 0; round < count; round += 1) {
        await deliver()
        now = new Date(now.getTime() + 11 * 60_000)
      }
    },
    state: async ({ siteId, id }: ProposalView) => {
      const { status, result } = await proposalOf(shop, id)
      const sent = await getDelivery(db, supervisor.principal, { siteId, id })
      return { status, result, delivery: sent?.status, attempts: sent?.attempts, why: sent?.why }
    },
  }
}
