/** History as a plant might write it, with a known effect of a setting, or with none. */
import { hourMs } from '../../base/milliseconds.ts'
import { seeded } from '../../base/random.ts'
import type { HistoryHour } from './history.ts'

export type Course = {
  seed: number
  days: number
  /** Response of a setting at `x`, added to the rest. */
  effect: (x: number) => number
  /** Autocorrelation from day to day of what else moves the response; and from shift to shift of the setting. */
  phi: number
  persistence: number
  /** How much of the setting follows the product, which moves the response too. */
  followsProduct: number
  /** Shifts for which a setting is kept. */
  keptShifts?: number
}

export const limits = { lower: 80, upper: 120 }
const shifts = ['night', 'day', 'evening']
const products = [-0.004, 0, 0.006]

/** Hours of `x` about 100 with a deviation of 6, response about 0.03 with one of about 0.01. */
export function historyOf(course: Course): HistoryHour[] {
  const next = seeded(course.seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const walk = (phi: number, was: number) => phi * was + Math.sqrt(1 - phi ** 2) * normal()
  const first = Date.UTC(2026, 7, 1)
  const hours: HistoryHour[] = []
  let [ofDay, ofSetting, product] = [normal(), normal(), 0]
  for (let block = 0; block < course.days * 3; block++) {
    const [day, shift] = [Math.floor(block / 3), block % 3]
    if (shift === 0) ofDay = walk(course.phi, ofDay)
    if (block % (course.keptShifts ?? 1) === 0) ofSetting = walk(course.persistence, ofSetting)
    if (block % 4 === 0) product = Math.floor(next() * 3)
    const x = 100 + 6 * ofSetting + course.followsProduct * (product - 1)
    for (let hour = 0; hour < 7; hour++) {
      const rest = 0.03 + (products[product] ?? 0) + 0.004 * ofDay + 0.001 * shift
      hours.push({
        at: first + (block * 8 + hour) * hourMs,
        day: new Date(first + day * 24 * hourMs).toISOString().slice(0, 10),
        product: `P${product}`,
        team: 'ABCD'[(day + shift) % 4] ?? 'A',
        shift: shifts[shift] ?? '',
        value: rest + 0.008 * normal() + course.effect(x),
        weight: 60 + Math.floor(40 * next()),
        settings: { x: Math.min(119.5, Math.max(80.5, x + 0.3 * normal())) },
      })
    }
  }
  return hours
}

export const nothing: Course = {
  ...{ seed: 1, days: 60, effect: () => 0, phi: 0.5, persistence: 0.6, followsProduct: 0 },
}
