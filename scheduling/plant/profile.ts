import { at } from '../core/ints.ts'
import { real } from './reals.ts'

type Profile = { at: Float64Array; free: Int32Array; count: number }

/** Index of the step that holds at an instant. */
function stepAt({ at: instants, count }: Profile, instant: number): number {
  let [low, high] = [0, count - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (real(instants, middle) <= instant) low = middle
    else high = middle - 1
  }
  return low
}

/** When the last stretch in the span ends that has fewer than `amount` free; `start` where none has. */
export function enoughFrom(
  profile: Profile,
  span: { fitStart: number; fitEnd: number },
  amount: number,
): number {
  const { at: instants, free, count } = profile
  const { fitStart: start, fitEnd: end } = span
  if (end <= start) return start
  let later = start
  for (let step = stepAt(profile, start); step < count; step += 1) {
    if (real(instants, step) >= end) break
    if (at(free, step) >= amount) continue
    later = step + 1 < count ? real(instants, step + 1) : Number.POSITIVE_INFINITY
  }
  return later
}

/** Takes units away over a span, or gives them back with a negative amount. */
export function hold(
  profile: Profile,
  start: number,
  { end, amount }: { end: number; amount: number },
) {
  if (end <= start) return
  if (profile.count + 2 > profile.at.length) compact(profile)
  const first = cut(profile, start)
  const last = cut(profile, end)
  const { free } = profile
  for (let step = first; step < last; step += 1) free[step] = at(free, step) - amount
}

/** Makes a step begin at an instant. */
function cut(profile: Profile, instant: number): number {
  const step = stepAt(profile, instant)
  const { at: instants, free } = profile
  if (real(instants, step) === instant) return step
  instants.copyWithin(step + 2, step + 1, profile.count)
  free.copyWithin(step + 2, step + 1, profile.count)
  instants[step + 1] = instant
  free[step + 1] = at(free, step)
  profile.count += 1
  return step + 1
}

/** Steps between equals are left behind by what was taken back. */
function compact(profile: Profile): void {
  const { at: instants, free } = profile
  let kept = 1
  for (let step = 1; step < profile.count; step += 1) {
    if (at(free, step) === at(free, kept - 1)) continue
    instants[kept] = real(instants, step)
    free[kept] = at(free, step)
    kept += 1
  }
  profile.count = kept
}
