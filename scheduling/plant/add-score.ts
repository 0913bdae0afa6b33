import { at } from '../core/ints.ts'
import { keepRank } from './kept-sequence.ts'
import { real } from './reals.ts'
import { goal, type State } from './state.ts'
import { addLeast, addTask } from './timetable-score.ts'

/** Adds what a placed task costs, with the least that its order still has to come. */
export function addScore(state: State, task: number): void {
  const { score } = state
  addLeast(state, task)
  addTask(state, task, 1)
  score[goal.energy] = real(score, goal.energy) + energyOf(state, task)
  score[goal.overtime] = real(score, goal.overtime) + overtimeOf(state, task)
  if (isMoved(state, task)) score[goal.moves] = real(score, goal.moves) + 1
}

function isMoved({ shop, kept, placed, start, mode }: State, task: number): boolean {
  const machine = at(shop.currentMachine, task)
  if (machine === -1) return false
  if (machine !== at(shop.modeMachine, at(mode, task))) return true
  if (shop.currentRank === null) {
    return Math.abs(real(start, task) - real(shop.currentStart, task)) > shop.tolerance
  }
  return !keepRank(shop, kept, { machine, rank: at(shop.currentRank, task), placed })
}

function energyOf({ shop, mode, start, end }: State, task: number): number {
  const power = real(shop.modePower, at(mode, task))
  if (power === 0) return 0
  const [from, to] = [real(start, task), real(end, task)]
  let cost = shop.price * (to - from)
  for (let tariff = 0; tariff < shop.tariffFrom.length; tariff += 1) {
    const shared =
      Math.min(to, real(shop.tariffTo, tariff)) - Math.max(from, real(shop.tariffFrom, tariff))
    if (shared > 0) cost += shared * (real(shop.tariffPrice, tariff) - shop.price)
  }
  return (power * cost) / 3600
}

function overtimeOf({ shop, mode, start, end }: State, task: number): number {
  const machine = at(shop.modeMachine, at(mode, task))
  const { overtimeFirst, overtimeFrom, overtimeTo } = shop
  let sum = 0
  for (let one = at(overtimeFirst, machine); one < at(overtimeFirst, machine + 1); one += 1) {
    const from = Math.max(real(start, task), real(overtimeFrom, one))
    sum += Math.max(0, Math.min(real(end, task), real(overtimeTo, one)) - from)
  }
  return sum
}
