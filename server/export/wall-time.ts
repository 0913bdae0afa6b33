import { zoneOffset } from '../ingest/files/zone-offset.ts'
import type { WallTime } from './sheet.ts'

export type ToWallTime = (at: Date) => WallTime

/** Instants as clocks of the zone show them, with the offset in the text: it can be read back. */
export function wallTimeIn(zone: string): ToWallTime {
  const offsetAt = zoneOffset(zone)
  return (at) => {
    const offset = offsetAt(at.getTime())
    const wall = new Date(at.getTime() + offset)
    return { wall, text: `${wall.toISOString().replace(/(\.000)?Z$/, '')}${signed(offset)}` }
  }
}

function signed(offsetMs: number): string {
  if (offsetMs === 0) return 'Z'
  const minutes = Math.abs(offsetMs) / 60_000
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${offsetMs < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}
