import { longestValue, readNumber } from './read-number.ts'

export const timeUnits = ['s', 'min', 'h', 'd'] as const
export type TimeUnit = (typeof timeUnits)[number]

const secondsIn: Record<TimeUnit, number> = { s: 1, min: 60, h: 3600, d: 86_400 }

const part = (unit: string): string => `(?:(\\d+(?:\\.\\d+)?) ?(?:${unit}))?`
const spelt = new RegExp(
  `^${part('天|日|days?|d')} ?${part('小时|时|hours?|hrs?|h')} ?${part('分钟?|minutes?|mins?|m')} ?${part('秒钟?|seconds?|secs?|s')}$`,
  'i',
)
const clock = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/

/** Seconds of a duration: `35` in the unit given, or with its own, `1小时20分`, `1h 20m`, `1:20`. */
export function readDuration(given: string, unit: TimeUnit): number | null {
  if (given.length > longestValue) return null
  const text = given.normalize('NFKC').trim()
  const plain = readNumber(text)
  if (plain !== null) return plain * secondsIn[unit]
  const [, hours, minutes, seconds = '0'] = clock.exec(text) ?? []
  if (hours !== undefined) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  const parts = spelt.exec(text)?.slice(1)
  if (parts === undefined || text === '') return null
  const [d, h, min, s] = parts.map((value) => Number(value ?? 0))
  return (d ?? 0) * 86_400 + (h ?? 0) * 3600 + (min ?? 0) * 60 + (s ?? 0)
}
