import { dayMs } from '../../base/milliseconds.ts'
import { historyDays } from '../demo-time.ts'
import type { MaterialPlan, SitePlan } from '../plant/plan-types.ts'
import { randomFor } from '../random.ts'
import { progress, stories } from '../stories.ts'
import { type Batch, batchesOf, namesOf, type StreamRow, sources } from './rows.ts'
import type { World } from './world.ts'

const leadDays = 14
const deliveryEveryDays = 5
const firstDelivery = -17
const lastDelivery = 3

export function supplyBatches(world: World, site: SitePlan): Batch[] {
  const batch = batchesOf(site.id, sources.erp)
  return [
    batch(
      'material',
      site.materials.map(({ id, name, unit, cost }) => ({
        id,
        ...namesOf(name),
        unit,
        unitCost: cost,
      })),
    ),
    batch(
      'supplier',
      site.suppliers.map(({ id, name }) => ({ id, ...namesOf(name) })),
    ),
    batch(
      'bom_line',
      site.products.flatMap(({ id: productId }) =>
        site.materials.map(({ id, perPiece }) => ({
          productId,
          materialId: id,
          quantity: perPiece,
        })),
      ),
    ),
    batch(
      'stock',
      site.materials.flatMap((material) => stockCounts(world, site, material)),
    ),
    batch(
      'purchase_line',
      site.materials.flatMap((material) => purchaseLines(world, site, material)),
    ),
  ]
}

/** Counted once a week; what is there now is the count of the anchor. */
function stockCounts(
  { anchorMs, seed }: World,
  site: SitePlan,
  material: MaterialPlan,
): StreamRow<'stock'>[] {
  const usual = dailyNeed(site, material) * material.stockDays
  return Array.from({ length: Math.ceil(historyDays / 7) + 1 }, (_, weeksAgo) => {
    const random = randomFor(seed, 'stock', material.id, weeksAgo)
    const share = weeksAgo === 0 ? 1 : random.between(0.8, 1.2)
    return {
      materialId: material.id,
      quantity: Math.round(usual * share),
      countedAt: new Date(anchorMs - weeksAgo * 7 * dayMs),
    }
  })
}

function dailyNeed(site: SitePlan, { perPiece }: MaterialPlan): number {
  const finished = site.operations.at(-1)?.runS ?? 60
  return (86_400 / finished) * 0.7 * perPiece
}

export function purchaseLines(
  world: World,
  site: SitePlan,
  material: MaterialPlan,
): StreamRow<'purchase_line'>[] {
  const count = lastDelivery - firstDelivery + 1
  return Array.from({ length: count }, (_, index) => {
    const delivery = firstDelivery + index
    const random = randomFor(world.seed, 'purchase', material.id, delivery)
    const dueMs = world.anchorMs + (delivery * deliveryEveryDays - 2) * dayMs
    const lateDays = random.between(-0.6, 0.9) + storyLateness(world, material, dueMs)
    const receivedMs = dueMs + lateDays * dayMs
    return {
      id: `PO-${material.id}-${100 + delivery}`,
      materialId: material.id,
      supplierId: material.supplierId,
      quantity: Math.round(dailyNeed(site, material) * deliveryEveryDays),
      orderedAt: new Date(dueMs - leadDays * dayMs),
      dueAt: new Date(dueMs),
      receivedAt: receivedMs < world.anchorMs ? new Date(receivedMs) : null,
    }
  })
}

function storyLateness({ anchorMs }: World, { supplierId }: MaterialPlan, dueMs: number): number {
  const { supplier } = stories
  if (supplierId !== supplier.supplierId) return 0
  return supplier.daysLate * progress(anchorMs, dueMs, supplier.growthDays)
}
