/** Lists of different lengths in one array: those of x lie from `first[x]` up to `first[x + 1]`. */
export type First = Int32Array

/**
 * The problem with numbers for names, in arrays that the builder reads without allocating. A task is an
 * operation that is still to be planned; those of an order follow each other, each after all it needs.
 * A mode is one way to do a task: a machine with the resources that serve it.
 */
export type Shop = {
  n: number
  orders: number
  machines: number
  orderOf: Int32Array
  firstTask: First
  /** Index of the operation in its order. */
  operation: Int32Array
  family: Int32Array
  /** Earliest start by release and frozen work, latest start and earliest end by frozen work. */
  release: Float64Array
  latest: Float64Array
  endFrom: Float64Array
  setup: Float64Array
  pausable: Int32Array
  blocks: Int32Array
  /** Least time from the end of a task to the end of its order. */
  tail: Float64Array
  /**
   * Of an order with branches, whether its task i comes before its task j, at `i × tasks + j`; null where
   * each comes before the next.
   */
  precedes: (Int8Array | null)[]

  linkFirst: First
  linkTask: Int32Array
  linkLag: Float64Array
  linkMost: Float64Array
  /** Part of the run after which the first lot goes on; 0: all of it. */
  linkShare: Float64Array
  /** Whether any task may be too late for one before it, so that the latter must move. */
  hasLimits: boolean

  /** Blockers that a task helps to free: tasks, and from n on frozen work. */
  freesFirst: First
  frees: Int32Array
  followers: Int32Array
  frozenBlockers: FrozenBlocker[]

  modeFirst: First
  modeMachine: Int32Array
  modeRun: Float64Array
  modePower: Float64Array
  needFirst: First
  needResource: Int32Array
  needAmount: Int32Array
  /** Resource that serves each need of the operation, by mode. */
  serves: number[][]

  takeFirst: First
  takeMaterial: Int32Array
  takeQuantity: Float64Array
  /** Of each material when its supplies come, and what has come by then. */
  supplyFirst: First
  supplyAt: Float64Array
  supplySum: Float64Array

  windowFirst: First
  windowFrom: Float64Array
  windowTo: Float64Array
  windowPauses: Int32Array
  overtimeFirst: First
  overtimeFrom: Float64Array
  overtimeTo: Float64Array
  heldFirst: First
  heldFrom: Float64Array
  heldTo: Float64Array
  heldFamily: Int32Array
  machineFamily: Int32Array
  /** Set-up of machine m from family f to g: `(m × families + f) × families + g`, or without m; −1: the task's own. */
  setups: Int32Array
  families: number
  setupPerMachine: boolean

  /** How many units of each resource are free from when on, before anything is planned. */
  profiles: Profile[]

  due: Float64Array
  weight: Float64Array
  /** End of the frozen work of each order. */
  frozenEnd: Float64Array

  price: number
  tariffFrom: Float64Array
  tariffTo: Float64Array
  tariffPrice: Float64Array

  currentMachine: Int32Array
  currentStart: Float64Array
  /** Place of each task among those that have its machine today; null where moves count by start. */
  currentRank: Int32Array | null
  /** What each task follows on its machine today, or −1. */
  currentBefore: Int32Array
  /** Where the tasks of each machine of today begin. */
  ranked: First
  tolerance: number
  freeMoves: number
  /** Weights of the six goals, level by level. */
  levels: Float64Array[]
}

/** Frozen work that keeps its machine, and where it stands in the arrays of what is held. */
export type FrozenBlocker = { machine: number; start: number; end: number; held: number }

/** Units that are free from each instant on; the first is minus infinity. */
export type Profile = { at: Float64Array; free: Int32Array; count: number }

/** No family, and the family of a machine of which nobody knows. */
export const unknownFamily = 0
