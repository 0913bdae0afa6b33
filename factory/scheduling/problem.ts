import type { Window } from './calendar.ts'

/** Where one operation runs, seconds after the plan's origin. The set-up is its first part. */
export type Slot = {
  orderId: string
  seq: number
  machineId: string
  startS: number
  endS: number
  setupS: number
}

export type Operation = {
  seq: number
  /** Machines that can do it; any one of them. */
  machineIds: string[]
  runS: number
  /** Paid when the machine last worked on another product family. */
  setupS: number
  /** Already running: it stays where it is. Only the first operations of an order can be. */
  fixed: Slot | null
}

export type Order = {
  id: string
  family: string
  releaseS: number
  dueS: number
  /** Cost of an hour late, relative to the other orders. */
  weight: number
  /** Work that is left, in the sequence in which it must be done. */
  operations: Operation[]
}

export type Machine = {
  id: string
  /** Sorted and disjoint, see `mergeWindows`. */
  unavailable: Window[]
  /** Family that it is set up for at the origin; null when unknown. */
  family: string | null
}

/** What a site has to plan, as its data say it; `plantOf` makes it a problem of the planner. */
export type Problem = { orders: Order[]; machines: Machine[] }
