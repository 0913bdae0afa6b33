/**
 * The plant board.
 *
 * GET /api/plant-board/:siteId                      → PlantBoard
 * GET /api/plant-board/:siteId/xlsx?language=zh|en  the tiles and their figures as a file
 * GET /api/plant-board/:siteId/machines/:id         → BoardMachine
 * GET /api/plant-board/:siteId/machines/:id/xlsx    its states of the last 24 hours as a file
 */
import type { MachineNow, MachineStretch, MachineTile, Target } from '../../factory/index.ts'
import type { Figure } from '../../tools/index.ts'

/** What the database gives as `Date` comes as ISO text. */
export type Sent<T> = T extends Date
  ? string
  : T extends object
    ? { [K in keyof T]: Sent<T[K]> }
    : T

export type BoardTile = Sent<MachineTile>

export type PlantBoard = {
  siteId: string
  now: string
  zone: string
  /** The running shift; the last 8 hours where no shift is on. */
  period: 'this_shift' | 'last_8_hours'
  /** Of the site, then of each machine: OEE, output and downtime of that period. */
  figures: Figure[]
  targets: Target[]
  lateOrders: number
  tiles: BoardTile[]
}

export type BoardMachine = {
  now: string
  zone: string
  tile: BoardTile
  machine: Sent<Pick<MachineNow, 'lastStop' | 'order' | 'alarms' | 'alarmsTotal' | 'measurements'>>
  /** The last 24 hours. */
  window: { from: string; to: string }
  states: Sent<MachineStretch>[]
}
