import type { WindowReading } from '../reading.ts'
import { isoDay, pad, range, type Today } from './calendar.ts'

export type ShiftTimes = { id: string; startMinute: number; endMinute: number }

/** `last night`, `昨晚`, `上个夜班`: the newest shift of that kind. */
const newestShift =
  /刚(?:才|刚)?(?:过去|结束|下|交|过)的?(?:那个?|这个?)?(?=[夜白早中晚]班(?!组))|\b(?:shift\s+)?that\s+(?:has\s+)?(?:just\s+)?(?:ended|finished)\b|昨晚|昨夜|昨[天日儿]的?(?:夜里|夜间|晚上|深夜|半夜)(?!班)|(?:上一?个|(?<![一班组人])上一?)(?=[夜白早中晚]?班(?!组))|\blast\s+(?=\w+\s+shift)|\blast\s+night(?:['’]?s)?\b/iu

const near = new Set<string>(['today', 'yesterday', 'last_shift', 'this_shift'])

/** One that ends at midnight does not cross it. */
const endOf = ({ endMinute }: ShiftTimes): number => (endMinute === 0 ? 1440 : endMinute)

/**
 * The window of a question that names a shift: with a day word it is the local day on which the
 * shift began, cut to the shift's own hours where those cross midnight.
 */
export function shiftWindow(
  question: string,
  shift: ShiftTimes,
  { window, today }: { window: WindowReading | null; today: Today },
): WindowReading | null {
  // `丁班这个月上夜班`: they work it.
  const isNear = window === null || (window.kind === 'named' && near.has(window.name))
  if (isNear && newestShift.test(question)) return { kind: 'last_shift', shift: shift.id }
  if (endOf(shift) > shift.startMinute || window?.kind !== 'named') return window
  if (window.name !== 'today' && window.name !== 'yesterday') return window
  const day = today.day - (window.name === 'today' ? 0 : 1)
  const at = (minute: number, on: number) =>
    `${isoDay(today.year, today.month, on)}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
  return range(at(shift.startMinute, day), at(shift.endMinute, day + 1))
}
