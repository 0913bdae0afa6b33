import type { Localized } from '../../base/language.ts'
import { basisOf } from './basis.ts'
import { crewOf } from './crew.ts'
import { restsOf } from './day-parts.ts'
import { energyOf } from './energy.ts'
import { supplyOf } from './material-supply.ts'
import type { PlantRows } from './plant-rows.ts'
import type { Machine, Order, Problem } from './problem.ts'
import { serveRunning } from './running-crew.ts'

type Given = {
  rows: PlantRows
  orders: Order[]
  machines: Machine[]
  originAt: Date
  seconds: (at: Date) => number
}

export type Bound = {
  problem: Problem
  /** What was taken for granted. */
  notes: Localized[]
  /** What of people, material, rests and energy the plan rests on, and what nobody recorded. */
  basis: Localized[]
}

const daySeconds = 86_400
const daysBeyond = 14
const mostDays = 120

/** Ties orders and machines to the people, material, rests and energy that the store knows of. */
export function bindMeans({ rows, machines, originAt, seconds, ...given }: Given): Bound {
  const { means } = rows
  const latest = given.orders.reduce((last, { dueS }) => Math.max(last, dueS), 0)
  const count = Math.min(mostDays, Math.ceil(latest / daySeconds) + daysBeyond)
  const days = { originAt, zone: means.zone, count }
  const crew = crewOf(means, days)
  const rowOf = new Map(rows.orders.map((row) => [row.id, row]))
  const manned = given.orders.map((order) => ({
    ...order,
    operations: order.operations.map((operation) => ({
      ...operation,
      needs: crew.needsOf(rowOf.get(order.id)?.productId ?? '', operation.seq),
    })),
  }))
  const served = serveRunning(manned, crew.resources)
  const taking = served.orders.flatMap((order) => {
    const row = rowOf.get(order.id)
    if (row === undefined || row.begun || order.operations.length === 0) return []
    return [{ order, productId: row.productId, quantity: row.quantity }]
  })
  const supply = supplyOf({ taking, means, seconds })
  const power = new Map(means.power.map(({ machineId, kw }) => [machineId, kw]))
  return {
    problem: {
      machines: machines.map((one) => ({ ...one, powerKw: power.get(one.id) ?? 0 })),
      orders: served.orders.map((order) => ({
        ...order,
        operations: order.operations.map((operation, index) => ({
          ...operation,
          takes: index === 0 ? (supply.takes.get(order.id) ?? []) : [],
        })),
      })),
      means: {
        ...{ rests: restsOf(means, days), resources: crew.resources },
        ...{ materials: supply.materials, energy: energyOf(means, days) },
      },
    },
    notes: [...crew.notes, ...served.notes, ...supply.notes],
    basis: basisOf(rows),
  }
}
