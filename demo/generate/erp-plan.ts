import { hourMs, minuteMs } from '../../base/milliseconds.ts'
import type { SitePlan } from '../plant/plan-types.ts'
import type { Operation, Order } from './orders.ts'
import type { StreamRow } from './rows.ts'
import type { World } from './world.ts'

type Slot = StreamRow<'schedule'>['slots'][number] & { startAt: Date; endAt: Date }

/** The planning run of some hours ago: it knows nothing of what has broken down since. */
const publishedHoursAgo = 10
const queueMs = 2 * hourMs

export const planId = (site: SitePlan): string => `${site.prefix}-ERP-PLAN`
const publishedMs = (anchorMs: number): number => anchorMs - publishedHoursAgo * hourMs
export const anchorOfPlan = (publishedAt: Date): number =>
  publishedAt.getTime() + publishedHoursAgo * hourMs

/**
 * What a planning system without finite optimisation gives: orders by number, machines in turn
 * whatever their load, a set-up before each order and a fixed queue time between operations.
 * Feasible, and far from good.
 */
export function erpPlan(
  { anchorMs }: World,
  site: SitePlan,
  orders: Order[],
): StreamRow<'schedule'> {
  const open = orders.filter(({ row }) => row.status !== 'completed')
  const freeMs = new Map<string, number>()
  const slots = open.flatMap((order, turn) => slotsOf(order, { anchorMs, freeMs, turn }))
  return {
    id: planId(site),
    publishedAt: new Date(publishedMs(anchorMs)),
    publishedBy: 'erp',
    indicators: indicatorsOf(open, slots, anchorMs),
    slots,
  }
}

type Board = { anchorMs: number; freeMs: Map<string, number>; turn: number }

function slotsOf({ row, operations }: Order, { anchorMs, freeMs, turn }: Board): Slot[] {
  const quantity = row.quantity - (row.producedQuantity ?? 0)
  let readyMs = Math.max(anchorMs, row.releaseAt.getTime())
  return operations
    .filter(({ status }) => status !== 'completed')
    .map((operation) => {
      const machineId = inTurn(operation, turn)
      const setupS = operation.status === 'running' ? 0 : operation.setupS
      const startMs = wholeMinute(Math.max(readyMs, freeMs.get(machineId) ?? 0))
      const endMs = wholeMinute(
        startMs + (setupS + operation.runSPerPiece * Math.max(1, quantity)) * 1000,
      )
      freeMs.set(machineId, endMs)
      readyMs = endMs + queueMs
      const { orderId, seq } = operation
      return { orderId, seq, machineId, startAt: new Date(startMs), endAt: new Date(endMs), setupS }
    })
}

function inTurn({ machineIds }: Operation, turn: number): string {
  const machineId = machineIds[turn % machineIds.length]
  if (machineId === undefined) throw new RangeError('an operation needs a machine')
  return machineId
}

const wholeMinute = (atMs: number): number => Math.ceil(atMs / minuteMs) * minuteMs

function indicatorsOf(orders: Order[], slots: Slot[], anchorMs: number) {
  const endOf = ({ row }: Order) =>
    Math.max(
      ...slots.filter(({ orderId }) => orderId === row.id).map(({ endAt }) => endAt.getTime()),
    )
  const lateH = orders.map(
    (order) => Math.max(0, endOf(order) - order.row.dueAt.getTime()) / hourMs,
  )
  const late = lateH.filter((hours) => hours > 0)
  return {
    orders: orders.length,
    lateOrders: late.length,
    onTimeShare: (orders.length - late.length) / orders.length,
    tardinessH: late.reduce((sum, hours) => sum + hours, 0),
    makespanH: Math.max(...slots.map(({ endAt }) => endAt.getTime() - anchorMs)) / hourMs,
    setupH: slots.reduce((sum, { setupS }) => sum + setupS, 0) / 3600,
  }
}
