/** A stretch in which a machine cannot work, seconds after the plan's origin, end excluded. */
export type Window = { fromS: number; toS: number }

/** Whole seconds from the origin of a plan to an instant. */
export const secondsAfter =
  (origin: Date) =>
  (at: Date): number =>
    Math.round((at.getTime() - origin.getTime()) / 1000)

/** Sorted and without overlaps, as the other functions of this file expect them. */
export function mergeWindows(windows: Window[]): Window[] {
  const merged: Window[] = []
  for (const { fromS, toS } of windows.toSorted((a, b) => a.fromS - b.fromS)) {
    if (toS <= fromS) continue
    const last = merged.at(-1)
    if (last && fromS <= last.toS) last.toS = Math.max(last.toS, toS)
    else merged.push({ fromS, toS })
  }
  return merged
}

/** End of work already begun, which rests in each window and goes on after it. */
export function resumedEnd(unavailable: Window[], fromS: number, workS: number): number {
  let atS = fromS
  let leftS = workS
  for (const window of unavailable) {
    if (window.toS <= atS) continue
    const openS = Math.max(0, window.fromS - atS)
    if (leftS <= openS) break
    leftS -= openS
    atS = window.toS
  }
  return atS + leftS
}

/** Seconds of `unavailable` between the two instants. */
export function closedSeconds(unavailable: Window[], fromS: number, toS: number): number {
  return unavailable.reduce(
    (sum, window) => sum + Math.max(0, Math.min(toS, window.toS) - Math.max(fromS, window.fromS)),
    0,
  )
}
