import { dayMs, hourMs } from '../../base/milliseconds.ts'
import { blockAt } from '../demo-time.ts'
import type { ProductPlan, SitePlan } from '../plant/plan-types.ts'
import { randomFor } from '../random.ts'
import type { StreamRow } from './rows.ts'
import { firstShiftOf, firstWholeCampaign, orderNumber, productOf, type World } from './world.ts'

export type Operation = StreamRow<'order_operation'>
export type Order = {
  row: StreamRow<'production_order'> & { releaseAt: Date; dueAt: Date }
  product: ProductPlan
  operations: Operation[]
}

/** Good pieces of each order, as the last machine of the final line counted them. */
export type Produced = ReadonlyMap<string, number>

export function ordersOf(world: World, site: SitePlan, produced: Produced): Order[] {
  const line = site.lines.find(({ id }) => id === site.finalLineId) ?? site.lines[0]
  const first = firstWholeCampaign(line)
  const done = Array.from({ length: -first }, (_, index) => first + index)
  const reported = [...done, 0].map((campaign) =>
    reportedOrder(world, {
      site,
      line,
      campaign,
      produced: produced.get(orderNumber(site, campaign)) ?? 0,
    }),
  )
  const open = Array.from({ length: site.openOrders - 1 }, (_, index) =>
    openOrder(world, site, index + 1),
  )
  return [...reported, ...open]
}

type Campaign = { site: SitePlan; line: SitePlan['lines'][0]; campaign: number; produced: number }

function reportedOrder(world: World, { site, line, campaign, produced }: Campaign): Order {
  const { anchorMs, seed } = world
  const product = productOf(world, { site, line }, campaign)
  const firstShift = firstShiftOf(line, campaign)
  const startMs = blockAt(anchorMs, firstShift).startMs
  const endMs = blockAt(anchorMs, firstShift + line.campaignShifts).startMs
  const slackMs = randomFor(seed, 'slack', site.id, campaign).between(-6, 30) * hourMs
  const running = campaign === 0
  const expected = ((endMs - startMs) / 1000 / (finalRunS(site) * product.pace)) * 0.75
  const row = {
    id: orderNumber(site, campaign),
    productId: product.id,
    quantity: running ? Math.round(expected) : produced,
    producedQuantity: produced,
    releaseAt: new Date(startMs - 2 * dayMs),
    dueAt: new Date(endMs + slackMs),
    status: running ? ('running' as const) : ('completed' as const),
    startedAt: new Date(startMs),
    completedAt: running ? null : new Date(endMs),
  }
  const operations = operationsOf(site, product, row.id)
  const last = operations.length - 1
  return {
    row,
    product,
    operations: operations.map((operation, index) => ({
      ...operation,
      status: running && index === last ? 'running' : 'completed',
    })),
  }
}

const finalRunS = (site: SitePlan): number => site.operations.at(-1)?.runS ?? 60

function openOrder({ anchorMs, seed }: World, site: SitePlan, index: number): Order {
  const random = randomFor(seed, 'order', site.id, index)
  const product = random.pick(site.products)
  const quantity = random.integer(site.orderPieces.from / 10, site.orderPieces.to / 10) * 10
  const releaseMs = anchorMs + random.integer(-30, 2 * index) * hourMs
  const workMs = site.operations.reduce(
    (sum, { runS }) => sum + runS * product.pace * quantity * 1000,
    0,
  )
  const dueMs = Math.max(anchorMs, releaseMs) + 1.3 * workMs + random.integer(4, 34) * hourMs
  const row = {
    id: orderNumber(site, index),
    productId: product.id,
    quantity,
    releaseAt: new Date(releaseMs),
    dueAt: new Date(Math.ceil(dueMs / hourMs) * hourMs),
    priority: random.pick([1, 2, 3, 3, 3, 4]),
    status: releaseMs <= anchorMs ? ('released' as const) : ('planned' as const),
  }
  return { row, product, operations: operationsOf(site, product, row.id) }
}

function operationsOf(site: SitePlan, { pace }: ProductPlan, orderId: string): Operation[] {
  return site.operations.map(({ seq, machineIds, runS, setupS }) => ({
    orderId,
    seq,
    machineIds: [...machineIds],
    runSPerPiece: runS * pace,
    setupS,
    status: 'waiting',
  }))
}
