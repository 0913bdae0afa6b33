import { dayMs } from '../../base/milliseconds.ts'
import { averaged, fitMonitor } from './held-out.ts'
import { type PcaScore, scorePca } from './pca.ts'
import { isEnough } from './reference.ts'
import { rules } from './rules.ts'
import type { MachineInput } from './sensor-input.ts'

export type Together = {
  /** Hours of the window in which every sensor had a value. */
  hours: number
  /** Of these beyond the limit of T², of Q, of either; on how many days. */
  oddT2: number
  oddQ: number
  odd: number
  oddDays: number
  since: number | null
  isOdd: boolean
  components: number
  referenceHours: number
  /** Share of what makes the odd hours odd, by sensor, largest first; empty where none is odd. */
  contributions: { tag: string; share: number }[]
}

/**
 * Sensors of a machine beside one another: T² and Q of their moving averages, so that a pattern shows that
 * no single one would.
 *
 * @param tags two or more, that were judged one by one
 * @returns null where fewer than two sensors or too few hours have all of them
 */
export function assessTogether(
  machine: MachineInput,
  tags: string[],
  end: number,
): Together | null {
  if (tags.length < 2) return null
  const sensors = machine.sensors.filter(({ tag }) => tags.includes(tag))
  const complete = machine.hours.flatMap((hour, at) => {
    const row = sensors.flatMap(({ values }) => values[at] ?? [])
    return row.length === sensors.length ? [{ hour, at, row }] : []
  })
  const rows = averaged(complete.map(({ row }) => row))
  const reference = complete.filter(({ at }) => at < end)
  if (!isEnough(reference.map(({ hour }) => hour))) return null
  const monitor = fitMonitor(rows.slice(0, reference.length), rules.falseAlarmRate)
  if (monitor === null) return null
  const { model, t2Limit, qLimit } = monitor
  const scored = complete.flatMap(({ hour }, at) =>
    hour < machine.windowFrom ? [] : [{ hour, score: scorePca(model, rows[at] ?? []) }],
  )
  const isBeyond = { t2: (one: PcaScore) => one.t2 > t2Limit, q: (one: PcaScore) => one.q > qLimit }
  const odd = scored.filter(({ score }) => isBeyond.t2(score) || isBeyond.q(score))
  const oddDays = new Set(odd.map(({ hour }) => Math.floor(hour / dayMs))).size
  const least = rules.oddTimesRate * rules.falseAlarmRate * scored.length
  return {
    hours: scored.length,
    oddT2: scored.filter(({ score }) => isBeyond.t2(score)).length,
    oddQ: scored.filter(({ score }) => isBeyond.q(score)).length,
    ...{ odd: odd.length, oddDays, since: odd[0]?.hour ?? null },
    isOdd: odd.length >= least && oddDays >= rules.oddDays,
    ...{ components: model.kept, referenceHours: reference.length },
    contributions: sharesOf(
      odd.map(({ score }) =>
        score.t2Parts.map((part, j) => partOf(part / t2Limit, (score.qParts[j] ?? 0) / qLimit)),
      ),
      sensors.map(({ tag }) => tag),
    ),
  }
}

/** Each statistic in units of its limit; a sensor that pulls T² down adds nothing. */
const partOf = (t2: number, q: number): number => Math.max(0, t2) + q

function sharesOf(parts: number[][], tags: string[]): Together['contributions'] {
  const sums = tags.map((tag, j) => ({
    tag,
    sum: parts.reduce((all, row) => all + (row[j] ?? 0), 0),
  }))
  const total = sums.reduce((all, { sum }) => all + sum, 0)
  if (total === 0) return []
  return sums.map(({ tag, sum }) => ({ tag, share: sum / total })).sort((a, b) => b.share - a.share)
}
