import type { compileModes } from './compile-modes.ts'
import { linksOf } from './links.ts'
import { flatten, type Numbering, type Task } from './numbers.ts'
import type { PlantLink, PlantOperation, PlantProblem } from './problem.ts'
import type { FrozenBlocker } from './shop.ts'

type Link = PlantLink & { task: number; share: number }
type Told = Task & {
  number: number
  operation: PlantOperation
  links: Link[]
  frozen: FrozenLink[]
}
type FrozenLink = PlantLink & {
  share: number
  before: PlantOperation
  times: { startS: number; endS: number }
}
type Given = { family: Numbering; modes: ReturnType<typeof compileModes> }

/** Tasks, orders and what follows what. */
export function compileTasks(problem: PlantProblem, tasks: Task[], { family, modes }: Given) {
  const told = tell(problem, tasks)
  const byOrder = Map.groupBy(told, ({ order }) => order)
  const own = problem.orders.map((_, order) => byOrder.get(order) ?? [])
  const floats = (of: (task: Told) => number) => Float64Array.from(told, of)
  const ints = (of: (task: Told) => number) => Int32Array.from(told, of)
  const links = compileLinks(told)
  const blockers = compileBlockers(problem, told)
  return {
    n: told.length,
    orderOf: ints(({ order }) => order),
    firstTask: flatten(own).first,
    operation: ints(({ index }) => index),
    family: ints(({ order, operation }) =>
      family.of(operation.family ?? problem.orders[order]?.family ?? ''),
    ),
    release: floats((task) => releaseOf(problem, task)),
    latest: floats(({ frozen }) => Math.min(...frozen.map(latestStart), Number.POSITIVE_INFINITY)),
    endFrom: floats((task) => endFrom(task, modes)),
    setup: floats(({ operation }) => operation.setupS),
    pausable: ints(({ operation }) => Number(operation.pausable)),
    tail: tailsOf(told, modes),
    precedes: own.map(precedenceOf),
    ...links,
    ...blockers,
    hasLimits: blockers.frees.length > 0 || told.some(mustNotWait),
    ...compileTakes(problem, told),
    ...compileOrders(problem),
  }
}

const mustNotWait = ({ links, frozen }: Told) =>
  [...links, ...frozen].some(({ mostLagS }) => mostLagS !== null)

function compileLinks(told: Told[]) {
  const links = flatten(told.map((task) => task.links))
  return {
    linkFirst: links.first,
    linkTask: Int32Array.from(links.all, ({ task }) => task),
    linkLag: Float64Array.from(links.all, ({ lagS }) => lagS),
    linkMost: Float64Array.from(links.all, ({ mostLagS }) => mostLagS ?? Number.POSITIVE_INFINITY),
    linkShare: Float64Array.from(links.all, ({ share }) => share),
  }
}

function compileTakes({ materials }: PlantProblem, told: Told[]) {
  const takes = flatten(told.map(({ operation }) => operation.materials))
  const indexOf = new Map(materials.map(({ id }, index) => [id, index]))
  return {
    takeFirst: takes.first,
    takeMaterial: Int32Array.from(takes.all, ({ materialId }) => indexOf.get(materialId) ?? 0),
    takeQuantity: Float64Array.from(takes.all, ({ quantity }) => quantity),
  }
}

function compileOrders({ orders }: PlantProblem) {
  const never = Number.NEGATIVE_INFINITY
  return {
    orders: orders.length,
    due: Float64Array.from(orders, ({ dueS }) => dueS),
    weight: Float64Array.from(orders, ({ weight }) => weight),
    frozenEnd: Float64Array.from(orders, ({ operations }) =>
      operations.reduce((last, { frozen }) => Math.max(last, frozen?.endS ?? never), never),
    ),
  }
}

function tell(problem: PlantProblem, tasks: Task[]): Told[] {
  const numberOf = new Map(tasks.map(({ order, index }, number) => [`${order} ${index}`, number]))
  const indices = problem.orders.map(
    ({ operations }) => new Map(operations.map(({ seq }, index) => [seq, index])),
  )
  return tasks.map((task, number) => {
    const order = problem.orders[task.order]
    const operation = order?.operations[task.index]
    if (order === undefined || operation === undefined) throw new RangeError('no such operation')
    const told: Told = { ...task, number, operation, links: [], frozen: [] }
    for (const link of linksOf(order, task.index)) {
      const index = indices[task.order]?.get(link.seq) ?? 0
      const before = order.operations[index]
      const share = link.lot === null ? 0 : Math.min(1, link.lot / order.quantity)
      const other = numberOf.get(`${task.order} ${index}`)
      if (other !== undefined) told.links.push({ ...link, share, task: other })
      else if (before?.frozen) told.frozen.push({ ...link, share, before, times: before.frozen })
    }
    return told
  })
}

/** Lots of frozen work are taken to come evenly. */
const firstLot = ({ times, share }: FrozenLink) =>
  share === 0 ? times.endS : Math.ceil(times.startS + share * (times.endS - times.startS))

const releaseOf = ({ orders }: PlantProblem, { order, frozen }: Told): number =>
  Math.max(0, orders[order]?.releaseS ?? 0, ...frozen.map((link) => firstLot(link) + link.lagS))

const latestStart = ({ times, mostLagS }: FrozenLink) =>
  mostLagS === null ? Number.POSITIVE_INFINITY : times.endS + mostLagS

type Modes = Given['modes']

function leastRun({ modeFirst, modeRun }: Modes, task: number): number {
  const runs = modeRun.subarray(modeFirst[task], modeFirst[task + 1])
  return runs.reduce((least, run) => Math.min(least, run), Number.POSITIVE_INFINITY)
}

const endFrom = ({ frozen, number }: Told, modes: Modes): number =>
  Math.max(
    Number.NEGATIVE_INFINITY,
    ...frozen.map(({ share, times }) =>
      share === 0 ? -Infinity : times.endS + Math.ceil(share * leastRun(modes, number)),
    ),
  )

function tailsOf(told: Told[], modes: Modes): Float64Array {
  const tail = new Float64Array(told.length)
  for (const { number, links } of told.toReversed()) {
    const run = leastRun(modes, number)
    for (const { task, lagS, share } of links) {
      const after = share === 0 ? lagS + run : Math.ceil(share * run)
      tail[task] = Math.max(tail[task] ?? 0, after + (tail[number] ?? 0))
    }
  }
  return tail
}

/** Above so many tasks, those of an order with branches keep the order in which they are listed. */
const mostBranched = 1000

function precedenceOf(own: Told[]): Int8Array | null {
  const count = own.length
  const [first = { number: 0 }] = own
  const isChain = own.every(({ links, number }, index) =>
    index === 0 ? true : links.some(({ task }) => task === number - 1),
  )
  if (isChain || count > mostBranched) return null
  const precedes = new Int8Array(count * count)
  for (const [index, { links }] of own.entries()) {
    for (const { task } of links) {
      const before = task - first.number
      precedes[before * count + index] = 1
      for (let other = 0; other < before; other += 1) {
        if (precedes[other * count + before] === 1) precedes[other * count + index] = 1
      }
    }
  }
  return precedes
}

/** Work that keeps its machine until its followers have started, frozen work after the tasks. */
function compileBlockers({ machines }: PlantProblem, told: Told[]) {
  const machineIndex = new Map(machines.map(({ id }, index) => [id, index]))
  const frozenBlockers: Omit<FrozenBlocker, 'held'>[] = []
  const numberOf = new Map<PlantOperation, number>()
  const frees = told.map(({ links, frozen }) => [
    ...links.flatMap(({ task }) => (told[task]?.operation.blocks ? [task] : [])),
    ...frozen.flatMap(({ before, times }) => {
      if (!before.blocks) return []
      const known = numberOf.get(before) ?? told.length + frozenBlockers.length
      if (!numberOf.has(before)) {
        const machine = machineIndex.get(before.frozen?.machineId ?? '') ?? 0
        frozenBlockers.push({ machine, start: times.startS, end: times.endS })
        numberOf.set(before, known)
      }
      return [known]
    }),
  ])
  const { first, all } = flatten(frees)
  const followers = new Int32Array(told.length + frozenBlockers.length)
  for (const blocker of all) followers[blocker] = (followers[blocker] ?? 0) + 1
  return {
    ...{ freesFirst: first, frees: Int32Array.from(all), followers, frozenBlockers },
    blocks: Int32Array.from(told, ({ number }) => Number((followers[number] ?? 0) > 0)),
  }
}
