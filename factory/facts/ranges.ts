import { hourMs } from '../../base/milliseconds.ts'

/** Time of a machine whose facts may have changed. */
export type TouchedTime = { machineId: string; from: Date; to: Date }

/** Whole UTC hours of a machine, `to` excluded. */
export type HourRange = TouchedTime

/** Whole hours that cover the touched times; those of a machine that meet become one. */
export function hourRanges(touched: TouchedTime[]): HourRange[] {
  const merged: HourRange[] = []
  for (const next of touched.map(wholeHours).toSorted(byMachineAndTime)) {
    const last = merged.at(-1)
    if (last?.machineId === next.machineId && next.from <= last.to) {
      if (next.to > last.to) last.to = next.to
    } else merged.push(next)
  }
  return merged
}

/** Groups of at most `hours` machine hours each, so that one statement stays small. */
export function chunkRanges(ranges: HourRange[], hours: number): HourRange[][] {
  const chunks: HourRange[][] = []
  let chunk: HourRange[] = []
  let room = hours
  for (const { machineId, from, to } of ranges) {
    let start = from.getTime()
    while (start < to.getTime()) {
      const end = Math.min(to.getTime(), start + room * hourMs)
      chunk.push({ machineId, from: new Date(start), to: new Date(end) })
      room -= (end - start) / hourMs
      start = end
      if (room > 0) continue
      chunks.push(chunk)
      chunk = []
      room = hours
    }
  }
  return chunk.length > 0 ? [...chunks, chunk] : chunks
}

function wholeHours({ machineId, from, to }: TouchedTime): HourRange {
  const start = Math.floor(from.getTime() / hourMs) * hourMs
  const end = Math.ceil(to.getTime() / hourMs) * hourMs
  return { machineId, from: new Date(start), to: new Date(Math.max(end, start + hourMs)) }
}

function byMachineAndTime(a: HourRange, b: HourRange): number {
  if (a.machineId !== b.machineId) return a.machineId < b.machineId ? -1 : 1
  return a.from.getTime() - b.from.getTime()
}
