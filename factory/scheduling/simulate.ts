import { AppError } from '../../base/app-error.ts'
import { nearHint } from '../../base/near.ts'
import {
  explainOrder,
  keepPlan,
  type LateOrder,
  type MachineHistory,
  type Replayed,
  replayPlan,
} from '../../scheduling/index.ts'
import { type PlanFrame, plantProblem } from './plant-problem.ts'
import type { PlantRows, SlotRow } from './plant-rows.ts'
import { plantOf } from './solve.ts'
import { type Help, whatHelps } from './what-helps.ts'

type Trying = {
  /** The plan that is tried. */
  slots: SlotRow[]
  history: MachineHistory[]
  runs: number
  signal?: AbortSignal | undefined
}

/** The same draws for each plan that is compared, and each time it is asked. */
const seed = 1
const mostSeconds = 10

/** What becomes of a plan by random run times and breakdowns, as they were; null: it cannot be carried out. */
export function tryPlan(
  rows: PlantRows,
  frame: PlanFrame,
  { slots, ...trying }: Trying,
): Promise<Replayed | null> {
  const { problem, current } = plantProblem({ ...rows, slots }, frame)
  if (problem.orders.every(({ operations }) => operations.length === 0)) {
    return Promise.resolve(null)
  }
  return replayPlan({ problem: plantOf(problem, current), seconds: mostSeconds, seed, ...trying })
}

type OrderHelp = Omit<Help, 'endS' | 'lateS'> & { endAt: Date; lateH: number }

/** `why`: what holds the order up as it is planned now; null where it is on time, or nothing is planned. */
export type HelpedOrder = { why: LateOrder | null; helps: OrderHelp[] }

/**
 * Why an order is late, and what would make it on time, by planning the site anew for each thing that
 * could be done.
 *
 * @throws AppError `not_found` for an order that is not planned
 */
export async function helpOrder(
  rows: PlantRows,
  frame: PlanFrame,
  { orderId, signal }: { orderId: string; signal?: AbortSignal | undefined },
): Promise<HelpedOrder> {
  const { problem, current, originAt } = plantProblem(rows, frame)
  const order = problem.orders.find(({ id }) => id.toLowerCase() === orderId.toLowerCase())
  if (order === undefined || order.operations.length === 0) {
    throw new AppError('not_found', `Order "${orderId}" has nothing to be planned.`, {
      field: 'order',
      hint: nearHint(
        orderId,
        problem.orders.map(({ id }) => id),
      ),
    })
  }
  const plant = plantOf(problem, current)
  const why = explainOrder(plant, keepPlan(plant) ?? [], order.id)
  const helps = await whatHelps({ problem, current, order, signal })
  return {
    why,
    helps: helps.map(({ endS, lateS, ...help }) => ({
      ...help,
      endAt: new Date(originAt.getTime() + endS * 1000),
      lateH: lateS / 3600,
    })),
  }
}
