import { dayMs } from '../base/milliseconds.ts'

const day = /^\d{4}-\d{2}-\d{2}$/
const hour = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?[+-]\d{2}:\d{2}$/
const most = 800

/**
 * Times with those between them that nothing is known of, so that a gap is seen as one. Days and
 * hours that follow at one distance; other labels stay as they are.
 */
export function filled(labels: string[]): string[] {
  if (labels.length < 3) return labels
  if (labels.every((label) => day.test(label))) return withSteps(labels, dateOf)
  const [offset = ''] = (labels[0] ?? '').match(/[+-]\d{2}:\d{2}$/) ?? []
  const sameClock = labels.every((label) => hour.test(label) && label.endsWith(offset))
  return sameClock ? withSteps(labels, clockOf(labels[0] ?? '', offset)) : labels
}

type Written = (ms: number) => string

const dateOf: Written = (ms) => new Date(ms).toISOString().slice(0, 10)

/** On the clock of a zone, as long as the first one is. */
function clockOf(like: string, offset: string): Written {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number)
  const shift = (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
  const length = like.length - offset.length
  return (ms) => `${new Date(ms + shift).toISOString().slice(0, length)}${offset}`
}

function withSteps(labels: string[], written: Written): string[] {
  const times = labels.map((label) => Date.parse(label))
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const steps = times.slice(1).map((time, at) => time - (times[at] ?? time))
  const step = Math.min(...steps)
  const count = (last - first) / step
  const isEven = step > 0 && steps.every((one) => one % step === 0) && step <= 7 * dayMs
  if (!isEven || count > most) return labels
  const known = new Map(labels.map((label, at) => [times[at], label]))
  return Array.from({ length: count + 1 }, (_, at) => {
    const time = first + at * step
    return known.get(time) ?? written(time)
  })
}
