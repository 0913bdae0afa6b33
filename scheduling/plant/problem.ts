import { z } from 'zod'

/** Ten years of seconds either way: sums stay exact, and no window is forgotten. */
const farS = 315_360_000
const seconds = z.int().min(0).max(farS)
const instant = z.int().min(-farS).max(farS)
const name = z.string().min(1).max(200)
const count = z.int().min(1).max(1_000_000_000)

/** A stretch of time, its end excluded. */
const span = { fromS: instant, toS: instant }

const machineSchema = z.strictObject({
  id: name,
  /**
   * `break`: rest between or within shifts, after which pausable work goes on. `maintenance`: nothing
   * may run into it. `overtime`: open, but counted by the goal of that name.
   */
  windows: z
    .array(z.strictObject({ ...span, kind: z.enum(['break', 'maintenance', 'overtime']) }))
    .default([]),
  /** Family that it is set up for at the origin; null: unknown. */
  family: name.nullable().default(null),
})

/** A person, a tool, or a pool of alike ones; `skills` are other names that operations may ask for. */
const resourceSchema = z.strictObject({
  id: name,
  capacity: z.int().min(1).max(10_000).default(1),
  skills: z.array(name).default([]),
  /** When so many of them are not there; without a number, all. */
  absent: z.array(z.strictObject({ ...span, amount: count.optional() })).default([]),
})

/** A material with what is there and what will come. */
const materialSchema = z.strictObject({
  id: name,
  supplies: z.array(z.strictObject({ atS: instant, quantity: z.number().positive() })),
})

const linkSchema = z.strictObject({
  /** Operation of the same order that comes before. */
  seq: z.int(),
  /** Least and most time from its end to the start of this one; 0 as most: no waiting. */
  lagS: seconds.default(0),
  mostLagS: seconds.nullable().default(null),
  /** Pieces that go on before the rest is done: this one may start after the first such lot. */
  lot: count.nullable().default(null),
})

const operationSchema = z.strictObject({
  seq: z.int(),
  /** Machines that can do it, each with its own run time and power. */
  alternatives: z.array(
    z.strictObject({ machineId: name, runS: seconds, powerKw: z.number().min(0).default(0) }),
  ),
  family: name.optional(),
  /** Paid before the run when the machine last worked on another family and `setups` says nothing. */
  setupS: seconds.default(0),
  /** May rest in breaks and go on after them; a set-up is part of its work. */
  pausable: z.boolean().default(false),
  /** Without: the operation before it in the list. */
  after: z.array(linkSchema).optional(),
  /** Keeps its machine until all that follow it have started: there is no room to put it down. */
  blocks: z.boolean().default(false),
  /** Resources by id or skill, held from start to end, pauses included. */
  needs: z.array(z.strictObject({ of: name, amount: z.int().min(1).default(1) })).default([]),
  /** Taken when it starts. */
  materials: z
    .array(z.strictObject({ materialId: name, quantity: z.number().positive() }))
    .default([]),
  /** Running or fixed: it stays on this machine at these times; a need by skill names who serves it. */
  frozen: z
    .strictObject({
      ...{ machineId: name, startS: instant, endS: instant },
      resources: z.array(name).default([]),
    })
    .nullable()
    .default(null),
})

const orderSchema = z.strictObject({
  id: name,
  family: name.default('-'),
  quantity: count.default(1),
  releaseS: instant.default(0),
  dueS: instant,
  /** Cost of a second late, relative to the other orders: its priority. */
  weight: z.number().min(0).max(1_000_000).default(1),
  operations: z.array(operationSchema).min(1),
})

const slotSchema = z.strictObject({
  ...{ orderId: name, seq: z.int(), machineId: name },
  ...{ startS: instant, endS: instant, setupS: seconds.default(0) },
  /** Which resource serves each need, in the order of the needs. */
  resources: z.array(name).default([]),
})

const weight = z.number().min(0).max(1_000_000).optional()

/**
 * What a plant has to plan. Times are whole seconds after the origin, the instant of planning; before
 * it lies only what is frozen.
 */
export const plantProblemSchema = z.strictObject({
  name: name.default('plant'),
  machines: z.array(machineSchema).min(1),
  resources: z.array(resourceSchema).default([]),
  materials: z.array(materialSchema).default([]),
  /** Set-up from one family to another, on one machine or on all, in place of what the operation says. */
  setups: z
    .array(z.strictObject({ machineId: name.optional(), from: name, to: name, setupS: seconds }))
    .default([]),
  orders: z.array(orderSchema).min(1),
  /** Price of a kWh, and the windows in which it is another. */
  energy: z
    .strictObject({
      pricePerKwh: z.number().min(0),
      tariffs: z.array(z.strictObject({ ...span, pricePerKwh: z.number().min(0) })).default([]),
    })
    .default({ pricePerKwh: 0, tariffs: [] }),
  /**
   * The plan that holds now, and what a move from it is: another machine, or a start that shifts by more
   * than the tolerance (`start`); another machine, or another place in the sequence of its own
   * (`sequence`): what hands a shop floor another list of work. `freeMoves` is what `excess` lets pass.
   */
  current: z
    .strictObject({
      slots: z.array(slotSchema),
      by: z.enum(['start', 'sequence']).default('start'),
      toleranceS: seconds.default(60),
      freeMoves: z.int().min(0).default(0),
    })
    .default({ slots: [], by: 'start', toleranceS: 60, freeMoves: 0 }),
  /** Sums of weighted goals, most important first: a later one decides only between equals. */
  objective: z
    .array(
      z.strictObject({
        ...{ tardiness: weight, makespan: weight, setup: weight },
        ...{ energy: weight, overtime: weight, moves: weight, excess: weight },
      }),
    )
    .min(1)
    .default([{ tardiness: 1 }, { makespan: 1 }, { setup: 1 }]),
})

export type PlantProblem = z.output<typeof plantProblemSchema>
export type GivenPlantProblem = z.input<typeof plantProblemSchema>
export type PlantOrder = PlantProblem['orders'][number]
export type PlantOperation = PlantOrder['operations'][number]
/** Where and when one operation runs; the set-up is its first part. */
export type PlantSlot = z.output<typeof slotSchema>

export type PlantLink = z.output<typeof linkSchema>
