import { linksOf } from './links.ts'
import type { PlantOperation, PlantOrder, PlantProblem, PlantSlot } from './problem.ts'

type Span = { fromS: number; toS: number }
type Work = {
  name: string
  order: PlantOrder
  operation: PlantOperation
  slot: PlantSlot
  runS: number
}

/**
 * Says everything that is wrong with a schedule; it may be shown when that is nothing. Reads the problem
 * and the schedule alone and shares no code with the search, so that one mistake cannot hide another.
 */
export function checkPlant(problem: PlantProblem, slots: readonly PlantSlot[]): string[] {
  const work = new Map<string, Work>()
  const faults: string[] = []
  const given = Map.groupBy(slots, nameOf)
  for (const order of problem.orders) {
    for (const operation of order.operations) {
      const name = nameOf({ orderId: order.id, seq: operation.seq })
      const [slot, second] = given.get(name) ?? []
      given.delete(name)
      if (slot === undefined) faults.push(`${name} is not planned`)
      if (second !== undefined) faults.push(`${name} is planned twice`)
      const way = operation.alternatives.find(({ machineId }) => machineId === slot?.machineId)
      if (slot) work.set(name, { name, order, operation, slot, runS: way?.runS ?? Number.NaN })
    }
  }
  for (const name of given.keys()) faults.push(`${name} is not part of the problem`)
  const all = [...work.values()]
  const byMachine = Map.groupBy(all, ({ slot }) => slot.machineId)
  const setups = new Map(
    problem.setups.map(({ machineId = '', from, to, setupS }) => [
      `${machineId}\n${from}\n${to}`,
      setupS,
    ]),
  )
  return [
    ...faults,
    ...all.flatMap((one) => (one.operation.frozen ? wrongFrozen(one) : wrongAlone(problem, one))),
    ...all.flatMap((one) => wrongLinks(problem, one, work)),
    ...problem.machines.flatMap(({ id, family }) =>
      wrongOnMachine(byMachine.get(id) ?? [], { family, work, setups }),
    ),
    ...problem.resources.flatMap((resource) => wrongOnResource(resource, all)),
    ...problem.materials.flatMap((material) => wrongMaterial(material, all)),
  ]
}

const nameOf = ({ orderId, seq }: { orderId: string; seq: number }) => `${orderId}/${seq}`

const meets = (a: Span, b: Span) => a.fromS < b.toS && b.fromS < a.toS

const windowsOf = ({ machines }: PlantProblem, { slot }: Work, kind: string): Span[] =>
  (machines.find(({ id }) => id === slot.machineId)?.windows ?? [])
    .filter((window) => window.kind === kind)
    .toSorted((a, b) => a.fromS - b.fromS)

/** When so much work is done that rests in breaks. */
function doneAt(breaks: Span[], startS: number, workS: number): number {
  let [atS, leftS] = [startS, workS]
  for (const { fromS, toS } of breaks) {
    if (toS <= atS) continue
    if (atS + leftS <= fromS) break
    leftS -= Math.max(0, fromS - atS)
    atS = toS
  }
  return atS + leftS
}

function wrongFrozen({ name, operation: { frozen }, slot }: Work): string[] {
  const same =
    frozen?.machineId === slot.machineId &&
    frozen.startS === slot.startS &&
    frozen.endS === slot.endS
  return same ? [] : [`${name} is frozen and was moved`]
}

function wrongAlone(problem: PlantProblem, one: Work): string[] {
  const { name, order, operation, slot, runS } = one
  const { startS, endS, setupS, machineId } = slot
  if (Number.isNaN(runS)) return [`${name} is on ${machineId}, which cannot do it`]
  const span = { fromS: startS, toS: endS }
  const breaks = windowsOf(problem, one, 'break')
  const [closed, rests] = operation.pausable
    ? [breaks.filter(({ fromS, toS }) => fromS <= startS && startS < toS && endS > startS), breaks]
    : [breaks.filter((window) => endS > startS && meets(window, span)), []]
  const inMaintenance = windowsOf(problem, one, 'maintenance').some(
    (window) => endS > startS && meets(window, span),
  )
  const served = operation.needs.map(({ of }, index) => {
    const server = problem.resources.find(({ id }) => id === slot.resources[index])
    return server !== undefined && (server.id === of || server.skills.includes(of))
  })
  return [
    ...(startS < 0 ? [`${name} starts in the past`] : []),
    ...(startS < order.releaseS ? [`${name} starts before its order is released`] : []),
    ...(doneAt(rests, startS, setupS + runS) === endS
      ? []
      : [`${name} does not last its set-up and run time`]),
    ...(closed.length > 0 || inMaintenance ? [`${name} runs while ${machineId} is closed`] : []),
    ...served.flatMap((ok, index) =>
      ok ? [] : [`${name} has nobody who serves ${operation.needs[index]?.of}`],
    ),
  ]
}

function wrongLinks(problem: PlantProblem, one: Work, work: Map<string, Work>): string[] {
  if (one.operation.frozen !== null) return []
  const { name, order, slot, runS } = one
  const index = order.operations.indexOf(one.operation)
  return linksOf(order, index).flatMap(({ seq, lagS, mostLagS, lot }) => {
    const before = work.get(nameOf({ orderId: order.id, seq }))
    if (before === undefined) return []
    const { startS, endS, setupS } = before.slot
    const faults: string[] = []
    if (lot === null) {
      if (slot.startS < endS + lagS) faults.push(`${name} starts before ${before.name} lets it`)
    } else {
      const share = Math.min(1, lot / order.quantity)
      const breaks = before.operation.pausable ? windowsOf(problem, before, 'break') : []
      const firstLotS = before.operation.frozen
        ? Math.ceil(startS + share * (endS - startS))
        : doneAt(breaks, startS, setupS + Math.ceil(share * before.runS))
      const early = slot.startS < firstLotS + lagS || slot.endS < endS + Math.ceil(share * runS)
      if (early) faults.push(`${name} is ahead of the lots of ${before.name}`)
    }
    if (mostLagS !== null && slot.startS > endS + mostLagS) faults.push(`${name} waits too long`)
    return faults
  })
}

type Setting = { family: string | null; work: Map<string, Work>; setups: Map<string, number> }

function wrongOnMachine(own: Work[], { family: first, work, setups }: Setting) {
  const faults: string[] = []
  let family = first
  let busyUntilS = Number.NEGATIVE_INFINITY
  for (const { name, order, operation, slot } of own.toSorted(
    ({ slot: a }, { slot: b }) => a.startS - b.startS || a.endS - b.endS,
  )) {
    const { machineId, startS, endS, setupS } = slot
    const to = operation.family ?? order.family
    if (startS < busyUntilS) faults.push(`${name} overlaps others on ${machineId}`)
    const told = setups.get(`${machineId}\n${family}\n${to}`) ?? setups.get(`\n${family}\n${to}`)
    const neededS = told ?? (family === to ? 0 : operation.setupS)
    if (!operation.frozen && setupS !== neededS) {
      faults.push(`${name} has ${setupS} s of set-up where ${neededS} s are needed`)
    }
    family = to
    const followers = operation.blocks
      ? order.operations.flatMap((one, index) =>
          linksOf(order, index).some(({ seq }) => seq === operation.seq)
            ? [work.get(nameOf({ orderId: order.id, seq: one.seq }))?.slot.startS ?? endS]
            : [],
        )
      : []
    busyUntilS = Math.max(busyUntilS, endS, ...followers)
  }
  return faults
}

function wrongOnResource({ id, capacity, absent }: PlantProblem['resources'][number], all: Work[]) {
  const held = all.flatMap(({ name, operation, slot }) =>
    operation.needs.flatMap(({ amount, of }, index) =>
      (slot.resources[index] ?? of) === id && slot.endS > slot.startS
        ? [{ name, amount, fromS: slot.startS, toS: slot.endS, frozen: operation.frozen !== null }]
        : [],
    ),
  )
  const gone = absent.map((one) => ({
    ...one,
    name: '',
    amount: one.amount ?? capacity,
    frozen: true,
  }))
  const loads = [...held, ...gone]
  return held.flatMap((one) => {
    const instants = [one.fromS, ...loads.map(({ fromS }) => fromS)]
    const over = instants.some((atS) => {
      const on = loads.filter(({ fromS, toS }) => fromS <= atS && atS < toS)
      const sum = on.reduce((total, { amount }) => total + amount, 0)
      return on.includes(one) && !one.frozen && sum > capacity
    })
    return over ? [`${one.name} needs more of ${id} than there is`] : []
  })
}

function wrongMaterial({ id, supplies }: PlantProblem['materials'][number], all: Work[]): string[] {
  const taken = all
    .filter(({ operation }) => operation.frozen === null)
    .flatMap(({ name, operation, slot }) =>
      operation.materials
        .filter(({ materialId }) => materialId === id)
        .map(({ quantity }) => ({ name, quantity, atS: slot.startS })),
    )
  return taken.flatMap(({ name, atS }) => {
    const used = taken.reduce((sum, one) => sum + (one.atS <= atS ? one.quantity : 0), 0)
    const there = supplies.reduce((sum, one) => sum + (one.atS <= atS ? one.quantity : 0), 0)
    return used > there + 1e-6 ? [`${name} starts without enough of ${id}`] : []
  })
}
