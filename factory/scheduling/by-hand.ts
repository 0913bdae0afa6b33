import { AppError } from '../../base/app-error.ts'
import { nearHint } from '../../base/near.ts'
import {
  checkPlant,
  explainLate,
  keepPlan,
  type PlantProblem,
  type PlantSlot,
} from '../../scheduling/index.ts'
import type { Problem, Slot } from './problem.ts'
import { planOf, plantOf, type Solved } from './solve.ts'

/** An operation that a person puts on a machine, not before an instant. */
export type Placement = { orderId: string; seq: number; machineId: string; startS: number }

/**
 * The plan that holds with some operations put elsewhere by hand: all others keep machine and sequence,
 * and begin when they were to, or as soon after as they can. Nothing is searched for.
 *
 * @throws AppError that names the operation which cannot stand there, and why
 */
export function placeByHand(problem: Problem, current: Slot[], placements: Placement[]): Solved {
  for (const one of placements) refuse(problem, one)
  const placed = new Map(placements.map((one) => [nameOf(one), one]))
  const others = current.filter((slot) => !placed.has(nameOf(slot)))
  const byHand = placements.map((one): Slot => ({ ...one, endS: one.startS, setupS: 0 }))
  const world = { problem, plant: plantOf(problem, current) }
  const kept = carriedOut(world.plant)
  const best = carriedOut(plantOf(problem, [...others, ...byHand]))
  if (best === null) throw impossible(placements)
  const plan = planOf(world, best, 'by_hand')
  return {
    ...{ kept: kept === null ? plan : planOf(world, kept, 'kept'), best: plan },
    ...{ alternatives: [], late: explainLate(world.plant, best) },
  }
}

const nameOf = ({ orderId, seq }: { orderId: string; seq: number }) => `${orderId}/${seq}`

function carriedOut(plant: PlantProblem): PlantSlot[] | null {
  const slots = keepPlan(plant)
  const faults = slots === null ? [] : checkPlant(plant, slots)
  if (faults.length === 0) return slots
  throw new AppError('internal', `The plan is wrong: ${faults.slice(0, 3).join('; ')}.`, {
    ...{ safeMessage: 'The checker refused the plan, so it is not shown.' },
    hint: 'Report what was put where.',
  })
}

function refuse({ orders }: Problem, { orderId, seq, machineId }: Placement): void {
  const order = orders.find(({ id }) => id === orderId)
  const operation = order?.operations.find((one) => one.seq === seq)
  if (order === undefined || operation === undefined) {
    const known = order?.operations.map((one) => String(one.seq)) ?? orders.map(({ id }) => id)
    const hint = nearHint(order === undefined ? orderId : String(seq), known.slice(0, 50))
    throw refused('not_found', {
      en: [`Operation ${seq} of order ${orderId} is not to be planned.`, hint],
      zh: [`工单 ${orderId} 的工序 ${seq} 不在待排之列。`, '请刷新计划后再试。'],
    })
  }
  if (operation.fixed !== null) {
    throw refused('invalid_input', {
      en: [
        `Operation ${seq} of order ${orderId} is running.`,
        'Only what has not begun can be put elsewhere.',
      ],
      zh: [`工单 ${orderId} 的工序 ${seq} 正在加工。`, '只能移动尚未开始的工序。'],
    })
  }
  if (operation.machineIds.includes(machineId)) return
  const able = operation.machineIds
  throw refused('invalid_input', {
    en: [
      `Operation ${seq} of order ${orderId} cannot be done on ${machineId}.`,
      `It can be done on ${able.join(', ')}.`,
    ],
    zh: [
      `工单 ${orderId} 的工序 ${seq} 不能在 ${machineId} 上加工。`,
      `可以在 ${able.join('、')} 上加工。`,
    ],
  })
}

const impossible = ([first]: Placement[]) =>
  refused('invalid_input', {
    en: [
      'With these placements some work finds no place.',
      `Put operation ${first?.seq} of order ${first?.orderId} elsewhere.`,
    ],
    zh: [
      '这样放置后，有工序排不下。',
      `请把工单 ${first?.orderId} 的工序 ${first?.seq} 放到别处。`,
    ],
  })

type Told = [message: string, hint: string]

const refused = (code: 'not_found' | 'invalid_input', { en, zh }: { en: Told; zh: Told }) =>
  new AppError(code, en[0], {
    ...{ field: 'placements', hint: en[1], zh: { message: zh[0], hint: zh[1] } },
  })
