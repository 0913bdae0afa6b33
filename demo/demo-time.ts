import { dayMs, hourMs } from '../base/milliseconds.ts'

/**
 * Everything is placed relative to an anchor, the start of the current hour when the demo was
 * loaded. China has had one zone without summer time since 1991, so local time is a fixed shift.
 */
export const zone = 'Asia/Shanghai'
const shiftMs = 8 * hourMs
export const historyDays = 90

const zoneShiftMs = 8 * hourMs

export const shiftIds = ['night', 'day', 'evening'] as const
export type ShiftId = (typeof shiftIds)[number]

/** A shift counted from the one that holds the anchor: 0 is that one, -1 the one before it. */
export type ShiftBlock = {
  index: number
  startMs: number
  endMs: number
  shiftId: ShiftId
  /** Local days from the anchor's day. */
  day: number
}

export function anchorOf(now: Date): number {
  return Math.floor(now.getTime() / hourMs) * hourMs
}

export function blockAt(anchorMs: number, index: number): ShiftBlock {
  const anchorBlock = Math.floor((anchorMs + zoneShiftMs) / shiftMs)
  const block = anchorBlock + index
  const startMs = block * shiftMs - zoneShiftMs
  return {
    index,
    startMs,
    endMs: startMs + shiftMs,
    shiftId: shiftIds[block % 3] ?? 'night',
    day: Math.floor(block / 3) - Math.floor(anchorBlock / 3),
  }
}

/** The blocks that touch [fromMs, toMs). */
export function blocksBetween(anchorMs: number, fromMs: number, toMs: number): ShiftBlock[] {
  const first = Math.floor((fromMs - blockAt(anchorMs, 0).startMs) / shiftMs)
  const blocks: ShiftBlock[] = []
  for (let index = first; ; index++) {
    const block = blockAt(anchorMs, index)
    if (block.startMs >= toMs) return blocks
    blocks.push(block)
  }
}

/** Local midnight that begins the day `day` days after the anchor's. */
export function localMidnight(anchorMs: number, day: number): number {
  return (Math.floor((anchorMs + zoneShiftMs) / dayMs) + day) * dayMs - zoneShiftMs
}

/** `2026-11-24`, the local date. */
export function localDate(instantMs: number): string {
  return new Date(instantMs + zoneShiftMs).toISOString().slice(0, 10)
}
