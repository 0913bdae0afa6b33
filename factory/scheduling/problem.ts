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

/** People that an operation holds, by skill; `by`: who serves it, where it runs already. */
export type Need = { of: string; amount: number; by: string | null }

/** People of the same skills, and when how many of them are missing. */
export type Resource = {
  id: string
  capacity: number
  skills: string[]
  absent: (Window & { amount: number })[]
}

export type Material = { id: string; supplies: { atS: number; quantity: number }[] }
export type Take = { materialId: string; quantity: number }

/** Price of a kWh, and where in time it is another. */
export type Energy = { pricePerKwh: number; tariffs: (Window & { pricePerKwh: number })[] }

export type Operation = {
  seq: number
  /** Machines that can do it; any one of them. */
  machineIds: string[]
  runS: number
  /** Paid when the machine last worked on another product family. */
  setupS: number
  /** Already running: it stays where it is. Only the first operations of an order can be. */
  fixed: Slot | null
  needs?: Need[]
  /** Taken when it starts. */
  takes?: Take[]
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
  /** While it runs; 0 when unknown. */
  powerKw?: number
}

/** What binds all machines and orders of a site alike. */
export type Means = {
  /** When nobody works: what runs rests, and goes on after it. */
  rests: Window[]
  resources: Resource[]
  materials: Material[]
  /** Null: no price is recorded. */
  energy: Energy | null
}

/** What a site has to plan, as its data say it; `plantOf` makes it a problem of the planner. */
export type Problem = { orders: Order[]; machines: Machine[]; means?: Means }
