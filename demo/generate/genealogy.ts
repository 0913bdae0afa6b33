import { hourMs } from '../../base/milliseconds.ts'
import type { MaterialPlan, SitePlan } from '../plant/plan-types.ts'
import { randomFor, roundTo } from '../random.ts'
import { stories } from '../stories.ts'
import { characteristicId } from './master.ts'
import { type Batch, batchesOf, type StreamRow, sources } from './rows.ts'
import { purchaseLines } from './supply.ts'
import type { World } from './world.ts'

/** An order that is done, and so a lot. */
export type DoneOrder = {
  id: string
  productId: string
  quantity: number
  startedAt: Date
  completedAt: Date
}
type MaterialLot = StreamRow<'material_lot'> & { receivedAt: Date }
type Made = { order: DoneOrder; lotId: string; materials: { lot: MaterialLot; quantity: number }[] }

/** What is released leaves so long after it is made. */
const shippedAfterMs = 30 * hourMs
const samplesPerLot = 2

/** What each lot was made of, how it was measured, and whom it went to. */
export function genealogyBatches(world: World, site: SitePlan, orders: DoneOrder[]): Batch[] {
  const received = site.materials.map((material) => materialLots(world, site, material))
  const made = orders.map((order) => madeOf(site, received, order))
  const lots = made.flatMap((one) => lotsOf(world, site, { one, all: made }))
  const erp = batchesOf(site.id, sources.erp)
  return [
    erp('material_lot', received.flat()),
    erp('lot', lots),
    batchesOf(site.id, sources.mes)(
      'lot_input',
      made.flatMap((one) => inputsOf(site, one)),
    ),
    batchesOf(site.id, sources.laboratory)(
      'quality_sample',
      made.flatMap((one) => strengthOf(world, site, one)),
    ),
    erp('lot_shipment', shipmentsOf(world, site, lots)),
  ]
}

/** Every delivery is a lot of its own. */
function materialLots(world: World, site: SitePlan, material: MaterialPlan): MaterialLot[] {
  return purchaseLines(world, site, material).flatMap((line) => {
    const { receivedAt } = line
    if (!(receivedAt instanceof Date)) return []
    const { id, materialId, supplierId, quantity } = line
    const lot = { materialId, supplierId, quantity, purchaseLineId: id, receivedAt }
    return [{ id: id.replace('PO-', 'ML-'), ...lot }]
  })
}

/** Incoming inspection keeps each material for another while, so their lots change on other days. */
const inspectedMs = (material: number): number => material * 36 * hourMs

/** A lot takes of each material what was free last before it was begun. */
function madeOf(site: SitePlan, received: MaterialLot[][], order: DoneOrder): Made {
  const materials = received.flatMap((lots, index) => {
    const until = order.startedAt.getTime() - inspectedMs(index)
    const before = lots.filter(({ receivedAt }) => receivedAt.getTime() < until)
    const lot = before.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime()).at(-1)
    const quantity = roundTo(order.quantity * (site.materials[index]?.perPiece ?? 1), 3)
    return lot === undefined ? [] : [{ lot, quantity }]
  })
  return { order, lotId: order.id.replace('-WO-', '-LOT-'), materials }
}

/** Machined parts have a lot between: what was turned and milled before it was ground and assembled. */
const blankOf = (site: SitePlan, lotId: string): string | null =>
  site.id === stories.badPaste.blanksAt ? `${lotId}-T` : null

function lotsOf(
  { seed }: World,
  site: SitePlan,
  { one, all }: { one: Made; all: Made[] },
): StreamRow<'lot'>[] {
  const { order, lotId } = one
  const bad = all.filter((each) => isBad(each))
  const dispositions = stories.badPaste.dispositions
  const at = bad.indexOf(one)
  const lot = {
    ...{ id: lotId, productId: order.productId, orderId: order.id, quantity: order.quantity },
    producedAt: order.completedAt,
    disposition: at === -1 ? ('released' as const) : (dispositions[at] ?? ('held' as const)),
  }
  const blank = blankOf(site, lotId)
  if (blank === null) return [lot]
  const machines = site.operations[0]?.machineIds ?? []
  const machineId = machines[randomFor(seed, 'blank', lotId).integer(0, machines.length - 1)]
  const turned = { id: blank, producedAt: order.startedAt, orderId: null, machineId }
  return [{ ...lot, ...turned, disposition: 'released' }, lot]
}

const isBad = ({ materials }: Made): boolean =>
  materials.some(({ lot }) => lot.id === stories.badPaste.materialLotId)

function inputsOf(site: SitePlan, { order, lotId, materials }: Made): StreamRow<'lot_input'>[] {
  const blank = blankOf(site, lotId)
  const at = order.startedAt
  const taken = materials.map(({ lot, quantity }) => ({
    ...{ lotId: blank ?? lotId, materialLotId: lot.id, quantity, at },
  }))
  if (blank === null) return taken
  return [...taken, { lotId, fromLotId: blank, quantity: order.quantity, at }]
}

/** Pieces that are pulled, filled or hit until they give way; one limit, below. */
function strengthOf(world: World, site: SitePlan, made: Made): StreamRow<'quality_sample'>[] {
  const { key, nominal, spread } = site.strength
  const { order, lotId } = made
  const machineId = site.operations.at(-1)?.machineIds[0] ?? ''
  const loss = isBad(made) ? stories.badPaste.strengthLoss : 0
  return Array.from({ length: samplesPerLot }, (_, index) => {
    const random = randomFor(world.seed, 'strength', lotId, index)
    return {
      ...{ characteristicId: characteristicId(order.productId, key), machineId, lotId },
      at: order.completedAt,
      value: roundTo(nominal * (1 - loss) + random.normal() * spread, 2),
      sourceKey: `${lotId}/${key}/${index + 1}`,
    }
  })
}

function shipmentsOf(
  { anchorMs, seed }: World,
  { prefix, id }: SitePlan,
  lots: StreamRow<'lot'>[],
): StreamRow<'lot_shipment'>[] {
  return lots.flatMap((lot) => {
    const shippedMs = new Date(lot.producedAt).getTime() + shippedAfterMs
    const isFinal = lot.orderId != null
    if (!isFinal || lot.disposition !== 'released' || shippedMs > anchorMs || lot.quantity <= 0) {
      return []
    }
    const random = randomFor(seed, 'customer', id, lot.id)
    const shippedAt = new Date(shippedMs)
    const customer = `${prefix}-C${random.integer(1, 6)}`
    return [{ lotId: lot.id, customer, quantity: lot.quantity, shippedAt }]
  })
}
