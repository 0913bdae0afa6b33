import { dayMs } from '../base/milliseconds.ts'
import { anchorOf, historyDays } from './demo-time.ts'
import { erpPlan } from './generate/erp-plan.ts'
import { type DoneOrder, genealogyBatches } from './generate/genealogy.ts'
import {
  countRows,
  type MachineShift,
  machineShifts,
  type Span,
  stateRows,
} from './generate/machine-events.ts'
import { alarmRows, failureRows, openTicketRows, ticketRows } from './generate/maintenance.ts'
import { masterBatches } from './generate/master.ts'
import { measurementRows, sampleRows } from './generate/measurements.ts'
import { type Order, ordersOf } from './generate/orders.ts'
import { planningBatches } from './generate/planning.ts'
import { type Batch, batchesOf, sources } from './generate/rows.ts'
import { supplyBatches } from './generate/supply.ts'
import type { World } from './generate/world.ts'
import type { SitePlan } from './plant/plan-types.ts'
import { machinesOf, sites } from './plant/plant.ts'

export const demoSeed = 20_261

export type DemoOptions = { now: Date; seed?: number }

/**
 * The demo factory as rows: what the sites are made of first, then what happened in the 90 days
 * that end with the last full hour. Each number depends on the seed, the machine and its distance
 * from that hour alone, so the planted stories stand where they are whenever it is made.
 */
export function* generateDemo(options: DemoOptions): Generator<Batch> {
  yield* generateMaster(options)
  for (const { batches } of generateHistory(options)) yield* batches
}

export function* generateMaster(options: DemoOptions): Generator<Batch> {
  const world = worldOf(options)
  for (const site of sites) {
    yield* masterBatches(world, site)
    yield* supplyBatches(world, site)
    yield* planningBatches(world, site)
  }
}

export function* generateHistory(
  options: DemoOptions,
): Generator<{ siteId: string; batches: Batch[] }> {
  const world = worldOf(options)
  for (const site of sites) yield { siteId: site.id, batches: historyBatches(world, site) }
}

const worldOf = ({ now, seed = demoSeed }: DemoOptions): World => ({
  anchorMs: anchorOf(now),
  seed,
})

function historyBatches(world: World, site: SitePlan): Batch[] {
  const { anchorMs } = world
  const machines = machinesOf(site)
  const span = { fromMs: anchorMs - historyDays * dayMs, toMs: anchorMs }
  const shifts = machines.flatMap((machine) => machineShifts(world, machine, span))
  const events = eventBatches(world, site, { shifts, span })
  const orders = ordersOf(world, site, producedBy(events, site))
  const done = orders.map(({ row }) => row).filter(({ status }) => status === 'completed')
  const tickets = shifts.flatMap((shift) => ticketRows(shift, span))
  const erp = batchesOf(site.id, sources.erp)
  const cmms = batchesOf(site.id, sources.cmms)
  return [
    erp('schedule', [erpPlan(world, site, orders)]),
    erp(
      'production_order',
      orders.map(({ row }) => row),
    ),
    erp(
      'order_operation',
      orders.flatMap(({ operations }) => operations),
    ),
    ...events,
    ...genealogyBatches(world, site, done.flatMap(doneOf)),
    cmms('ticket', [...tickets, ...openTicketRows(anchorMs, machines)]),
  ]
}

/** What the machines of a site did in a span; history and simulator alike. */
export function eventBatches(
  world: World,
  site: SitePlan,
  { shifts, span }: { shifts: MachineShift[]; span: Span },
): Batch[] {
  const mes = batchesOf(site.id, sources.mes)
  const cmms = batchesOf(site.id, sources.cmms)
  return [
    cmms(
      'failure_event',
      shifts.flatMap((shift) => failureRows(shift, span)),
    ),
    mes(
      'machine_state',
      shifts.flatMap((shift) => stateRows(shift, span)),
    ),
    mes(
      'production_count',
      shifts.flatMap((shift) => countRows(world, shift, span)),
    ),
    mes(
      'machine_alarm',
      shifts.flatMap((shift) => alarmRows(shift, span)),
    ),
    batchesOf(site.id, sources.historian)(
      'measurement',
      shifts.flatMap((shift) => measurementRows(world, shift, span)),
    ),
    batchesOf(site.id, sources.laboratory)(
      'quality_sample',
      shifts.flatMap((shift) => sampleRows(world, shift, span)),
    ),
  ]
}

function producedBy(events: Batch[], site: SitePlan): Map<string, number> {
  const lastMachine = site.operations.at(-1)?.machineIds[0]
  const counts = events.flatMap((batch) => (isCounts(batch) ? batch.rows : []))
  const produced = new Map<string, number>()
  for (const { machineId, orderId, good } of counts) {
    if (machineId !== lastMachine || !orderId) continue
    produced.set(orderId, (produced.get(orderId) ?? 0) + good)
  }
  return produced
}

const isCounts = (batch: Batch): batch is Batch<'production_count'> =>
  batch.stream === 'production_count'

function doneOf({ id, productId, quantity, startedAt, completedAt }: Order['row']): DoneOrder[] {
  if (!(startedAt instanceof Date && completedAt instanceof Date)) return []
  return [{ id, productId, quantity, startedAt, completedAt }]
}
