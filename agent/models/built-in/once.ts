import type { Reading } from './reading.ts'
import { isReported } from './subjects/after-report.ts'
import { isUnplaced } from './thread/merge-readings.ts'
import { daysBetween, type Today, tomorrowOf } from './time/calendar.ts'
import { localDates } from './time/windows.ts'

/** A second clause may only say more of what the first asked: `last week or the one before, by how much`. */
export function once(readings: Reading[], todayOf: () => Today): Reading[] {
  const asked = readings.map(({ question: _, topic: __, ticketStatus, ...asks }) =>
    // `修好没有,恢复了吗`: of a machine, both ask the same.
    JSON.stringify(asks.intent === 'state' ? asks : { ...asks, ticketStatus }),
  )
  // What is said twice in the same words goes first: of two that stand for each other one must stay.
  const isFirst = ({ unknown }: Reading, at: number) =>
    asked.indexOf(asked[at] ?? '') === at &&
    // A word that nobody understood is asked back about once.
    (unknown === undefined || readings.findIndex((one) => one.unknown === unknown) === at)
  const apart = readings.filter(isFirst)
  return apart.filter(
    (one, at) =>
      !isWiderWhy(one, apart[at + 1]) &&
      !isToldWithCause(one, apart[at + 1]) &&
      !isMoreOfList(one, apart[at - 1]) &&
      !isSaidAgain(one, apart[at + 1], todayOf) &&
      !(isReported(one) && apart[at + 1]?.equipment[0]?.id === one.equipment[0]?.id),
  )
}

const samePlace = (one: Reading, other: Reading): boolean =>
  JSON.stringify([one.sites, one.equipment]) === JSON.stringify([other.sites, other.equipment])

/** `一共有几台贴片机,编号是多少`: the list that was asked for tells both. */
const isMoreOfList = (one: Reading, before: Reading | undefined): boolean =>
  one.intent === 'equipment' &&
  before?.intent === 'equipment' &&
  (isUnplaced({ ...one, sites: [] }) || samePlace(one, before)) &&
  (one.dimensions.length === 0 || /^(?:都|各|分别|分布)*在哪/u.test(one.question))

/** `最近三个月各月的准时率,九月到现在`: two times that are nearly the same are one, as it was said last. */
function isSaidAgain(one: Reading, next: Reading | undefined, todayOf: () => Today): boolean {
  if (next === undefined || one.window === undefined || next.window === undefined) return false
  const slots = ({ question: _, topic: __, window: ___, ...rest }: Reading) => JSON.stringify(rest)
  if (one.intent !== 'kpi' || slots(one) !== slots(next)) return false
  const today = todayOf()
  const [a, b] = [one.window, next.window].map((window) => localDates(window, today))
  if (a === undefined || b === undefined) return false
  const [outer, inner] = [a.from, b.from].toSorted()
  const [first, last] = [a, b].map(({ to }) => to ?? tomorrowOf(today)).toSorted()
  const days = (from = '', to = '') => daysBetween(from, to)
  return days(inner, first) > 0.8 * days(outer, last)
}

/** `3号机什么状态,为什么停着`: why a machine is down begins with how it is. */
const isToldWithCause = (one: Reading, next: Reading | undefined): boolean =>
  one.intent === 'state' &&
  one.tag === undefined &&
  next?.intent === 'cause' &&
  one.equipment.map(({ id }) => id).join() === next.equipment.map(({ id }) => id).join()

/** `what is up with delivery, why is Suzhou so far off`: the reason is asked for once, at the place. */
const isWiderWhy = (one: Reading, next: Reading | undefined): boolean =>
  one.intent === 'explain' &&
  next?.intent === 'explain' &&
  one.metrics.join() === next.metrics.join() &&
  isUnplaced(one) &&
  !isUnplaced(next)
