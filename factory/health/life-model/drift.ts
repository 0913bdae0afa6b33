import { perSensor } from './features.ts'
import type { Table } from './life-run.ts'

/** From the 1st to the 99th hundredth of each feature in training; null: it was never sent. */
export type Ranges = ([number, number] | null)[]

export type Drift = {
  /** Share of the features that lie outside what was learnt; about 0.02 is usual. */
  share: number
  /** Numbers of sensors that are outside by most of their features. */
  sensors: number[]
  isOutside: boolean
}

/** A tail is thin, and one machine's worn end another's usual: this much of the range more is let pass. */
const slack = 0.25
/** Beyond it a prediction is told to be about something that the model did not learn. */
const mostShare = 0.1

export function rangesOf({ width, rows, cells }: Table): Ranges {
  return Array.from({ length: width }, (_, feature) => {
    const sent: number[] = []
    for (let row = 0; row < rows; row++) {
      const cell = cells[row * width + feature] ?? Number.NaN
      if (!Number.isNaN(cell)) sent.push(cell)
    }
    const sorted = Float64Array.from(sent).sort()
    const low = sorted[Math.floor(0.01 * (sorted.length - 1))]
    const high = sorted[Math.ceil(0.99 * (sorted.length - 1))]
    return low === undefined || high === undefined ? null : [low, high]
  })
}

/** How much of what a machine shows today lies outside of what the model was trained on. */
export function driftOf(ranges: Ranges, features: ArrayLike<number>): Drift {
  const outside = ranges.map((range, at) => isBeyond(range, features[at] ?? Number.NaN))
  const heard = ranges.filter((_, at) => !Number.isNaN(features[at] ?? Number.NaN)).length
  const share = outside.filter(Boolean).length / Math.max(1, heard)
  const sensors = Array.from(
    { length: Math.floor(ranges.length / perSensor.length) },
    (_, sensor) => sensor,
  ).filter((sensor) => {
    const own = outside.slice(sensor * perSensor.length, (sensor + 1) * perSensor.length)
    return own.filter(Boolean).length > perSensor.length / 2
  })
  return { share, sensors, isOutside: share > mostShare || sensors.length > 0 }
}

function isBeyond(range: Ranges[number], value: number): boolean {
  if (Number.isNaN(value)) return false
  if (range === null) return true
  const [low, high] = range
  const more = slack * (high - low)
  return value < low - more || value > high + more
}
