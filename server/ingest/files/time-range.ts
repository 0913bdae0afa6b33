import { dayMs } from '../../../base/milliseconds.ts'
import { longestValue } from './read-number.ts'

/** Reads the wall time of a text, as if it were UTC. */
type ReadWall = (text: string) => number | null

const time = '(\\d{1,2}[:时点]\\d{2}(?::\\d{2})?)分?'
const pattern = new RegExp(
  `^(.*?)[ T]*${time} ?(?:-|~|—|–|−|至|到|to) ?(?:次日|翌日|隔日|\\+1)? ?${time}$`,
)

/**
 * One end of `2026-11-03 20:00-8:00`, a day and a range of times; one that ends no later than it
 * begins ends on the next day.
 */
export function readRange(given: string, end: 'start' | 'end', read: ReadWall): number | null {
  if (given.length > longestValue) return null
  const text = given
    .normalize('NFKC')
    .replace(/T00:00:00(?= )/, '')
    .trim()
  const [, day = '', from = '', to = ''] = pattern.exec(text) ?? []
  if (from === '') return null
  const start = read(`${day.trim()} ${padded(from)}`)
  const stop = read(`${day.trim()} ${padded(to)}`)
  if (end === 'start' || start === null || stop === null) return end === 'start' ? start : null
  return stop > start ? stop : stop + dayMs
}

const padded = (clock: string): string => clock.replace(/[时点]/, ':').padStart(5, '0')
