import { followersOf, linksOf } from './links.ts'
import type { PlantOperation, PlantOrder, PlantProblem, PlantSlot } from './problem.ts'

type Span = { fromS: number; toS: number }
type Own = { name: string; order: PlantOrder; operation: PlantOperation; slot: PlantSlot }
type Work = Own & Span & { runS: number; breaks: Span[]; maintenance: Span[] }
type All = { problem: PlantProblem; work: Map<string, Work> }
type Resource = PlantProblem['resources'][number]
type Material = PlantProblem['materials'][number]
type Must = (holds: boolean, fault: string) => void

/**
 * Says everything that is wrong with a schedule; it may be shown when that is nothing. Reads the problem
 * and the schedule alone and shares no code with the search, so that one mistake cannot hide another.
 */
export function checkPlant(problem: PlantProblem, slots: readonly PlantSlot[]): string[] {
  const faults: string[] = []
  const must: Must = (holds, fault) => void (holds || faults.push(fault))
  const given = Map.groupBy(slots, ({ orderId, seq }) => `${orderId}/${seq}`)
  const all: All = { problem, work: new Map() }
  const calendars = new Map(problem.machines.map(({ id, windows }) => [id, calendarOf(windows)]))
  for (const order of problem.orders) {
    for (const operation of order.operations) {
      const name = `${order.id}/${operation.seq}`
      const [slot, ...others] = given.get(name) ?? []
      given.delete(name)
      must(slot !== undefined, `${name} is not planned`)
      must(others.length === 0, `${name} is planned twice`)
      if (slot) all.work.set(name, workOf(calendars, { name, order, operation, slot }))
    }
  }
  for (const name of given.keys()) must(false, `${name} is not part of the problem`)
  for (const one of all.work.values())
    (one.operation.frozen ? checkFrozen : checkOwn)(one, all, must)
  const machines = Map.groupBy(all.work.values(), ({ slot }) => slot.machineId)
  for (const own of machines.values()) checkMachine(own, all, must)
  for (const resource of problem.resources) checkResource(resource, all, must)
  for (const material of problem.materials) checkMaterial(material, all, must)
  return faults
}

/** What takes no time is nowhere in the way. */
const meets = (a: Span, b: Span) => a.fromS < a.toS && a.fromS < b.toS && b.fromS < a.toS
const byStart = (a: Span, b: Span) => a.fromS - b.fromS
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
const calendarOf = (windows: PlantProblem['machines'][number]['windows']) =>
  Object.groupBy(windows.toSorted(byStart), ({ kind }) => kind)

function workOf(calendars: Map<string, ReturnType<typeof calendarOf>>, own: Own): Work {
  const { machineId, startS: fromS, endS: toS } = own.slot
  const way = own.operation.alternatives.find((one) => one.machineId === machineId)
  const { break: breaks = [], maintenance = [] } = calendars.get(machineId) ?? {}
  return { ...own, fromS, toS, runS: way?.runS ?? Number.NaN, breaks, maintenance }
}

/** When so much work is done; what may pause rests in breaks. */
function doneAt({ operation, breaks, slot }: Work, workS: number): number {
  let [atS, leftS] = [slot.startS, workS]
  for (const { fromS, toS } of operation.pausable ? breaks : []) {
    if (toS <= atS) continue
    if (atS + leftS <= fromS) break
    leftS -= Math.max(0, fromS - atS)
    atS = toS
  }
  return atS + leftS
}

function checkFrozen({ name, operation: { frozen }, slot }: Work, _: All, must: Must): void {
  const [at, is] = [frozen, slot].map((one) => [one?.machineId, one?.startS, one?.endS].join())
  must(at === is, `${name} is frozen and was moved`)
}

function checkOwn(one: Work, { problem, work }: All, must: Must): void {
  const { name, order, operation, slot, runS, breaks, maintenance, fromS, toS } = one
  must(!Number.isNaN(runS), `${name} is on ${slot.machineId}, which cannot do it`)
  if (Number.isNaN(runS)) return
  // What may pause only has to begin while the machine is open.
  const open = operation.pausable && toS > fromS ? { fromS, toS: fromS + 1 } : one
  const closed = breaks.some((span) => meets(open, span)) || maintenance.some((s) => meets(one, s))
  must(fromS >= 0, `${name} starts in the past`)
  must(fromS >= order.releaseS, `${name} starts before its order is released`)
  must(doneAt(one, slot.setupS + runS) === toS, `${name} does not last its set-up and run time`)
  must(!closed, `${name} runs while ${slot.machineId} is closed`)
  for (const [index, { of }] of operation.needs.entries()) {
    const server = problem.resources.find(({ id }) => id === slot.resources[index])
    const serves = server && [server.id, ...server.skills].includes(of)
    must(serves === true, `${name} has nobody who serves ${of}`)
  }
  for (const { seq, lagS, mostLagS, lot } of linksOf(order, order.operations.indexOf(operation))) {
    const before = work.get(`${order.id}/${seq}`)
    if (before === undefined) continue
    const share = lot === null ? 1 : Math.min(1, lot / order.quantity)
    const firstLotS = before.operation.frozen
      ? Math.ceil(before.fromS + share * (before.toS - before.fromS))
      : doneAt(before, before.slot.setupS + Math.ceil(share * before.runS))
    const early = fromS < firstLotS + lagS || toS < before.toS + Math.ceil(share * runS)
    must(lot === null || !early, `${name} is ahead of the lots of ${before.name}`)
    must(lot !== null || fromS >= before.toS + lagS, `${name} starts before ${before.name} lets it`)
    must(mostLagS === null || fromS <= before.toS + mostLagS, `${name} waits too long`)
  }
}

function checkMachine(own: Work[], { problem, work }: All, must: Must): void {
  const machine = problem.machines.find(({ id }) => id === own[0]?.slot.machineId)
  const setups = problem.setups.filter(({ machineId = machine?.id }) => machineId === machine?.id)
  let [family, busyUntilS] = [machine?.family ?? null, Number.NEGATIVE_INFINITY]
  own.sort((a, b) => byStart(a, b) || a.toS - b.toS)
  for (const { name, order, operation, fromS, toS, slot } of own) {
    const [from, to] = [family, operation.family ?? order.family]
    must(fromS >= busyUntilS, `${name} overlaps others on ${slot.machineId}`)
    const pairs = setups.filter((one) => one.from === from && one.to === to)
    const told = pairs.findLast(({ machineId }) => machineId !== undefined) ?? pairs.at(-1)
    const neededS = told?.setupS ?? (from === to ? 0 : operation.setupS)
    const fault = `${name} has ${slot.setupS} s of set-up where ${neededS} s are needed`
    must(operation.frozen !== null || slot.setupS === neededS, fault)
    const followers = operation.blocks ? followersOf(order, operation.seq) : []
    const starts = followers.map(({ seq }) => work.get(`${order.id}/${seq}`)?.fromS ?? toS)
    ;[family, busyUntilS] = [to, Math.max(busyUntilS, toS, ...starts)]
  }
}

function checkResource({ id, capacity, absent }: Resource, { work }: All, must: Must): void {
  const held = [...work.values()].flatMap(({ name, operation, slot, fromS, toS }) =>
    operation.needs
      .filter(({ of }, index) => (slot.resources[index] ?? of) === id && toS > fromS)
      .map(({ amount }) => ({ name, fromS, toS, amount, frozen: operation.frozen !== null })),
  )
  const loads = [...held, ...absent.map((span) => ({ ...span, amount: span.amount ?? capacity }))]
  for (const { name, fromS, toS } of held.filter(({ frozen }) => !frozen)) {
    const instants = loads.map((load) => load.fromS).filter((atS) => fromS <= atS && atS < toS)
    const over = instants.some((atS) => {
      const on = loads.filter((load) => load.fromS <= atS && atS < load.toS)
      return sum(on.map(({ amount }) => amount)) > capacity
    })
    must(!over, `${name} needs more of ${id} than there is`)
  }
}

function checkMaterial({ id, supplies }: Material, { work }: All, must: Must): void {
  const taken = [...work.values()].flatMap(({ name, operation: { materials, frozen }, fromS }) =>
    materials
      .filter(({ materialId }) => materialId === id && frozen === null)
      .map(({ quantity }) => ({ name, quantity, atS: fromS })),
  )
  for (const { name, atS } of taken) {
    const until = (all: { atS: number; quantity: number }[]) =>
      sum(all.filter((one) => one.atS <= atS).map(({ quantity }) => quantity))
    must(until(taken) <= until(supplies) + 1e-6, `${name} starts without enough of ${id}`)
  }
}
