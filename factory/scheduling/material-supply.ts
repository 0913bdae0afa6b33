import type { Localized } from '../../base/language.ts'
import type { PlantMeans } from './plant-means.ts'
import type { Material, Order, Take } from './problem.ts'

/** An order that takes material when its first operation starts; one that has begun has taken it. */
type Taking = { order: Pick<Order, 'id'>; productId: string; quantity: number }

type Given = { taking: Taking[]; means: PlantMeans; seconds: (at: Date) => number }

export type Supply = { materials: Material[]; takes: Map<string, Take[]>; notes: Localized[] }

/**
 * What is counted and under way of each material, and what orders take of it. Where all of that is not
 * enough, the rest is bought now and comes after the usual lead time; without one nothing is known.
 */
export function supplyOf({ taking, means, seconds }: Given): Supply {
  const bom = Map.groupBy(means.bom, ({ productId }) => productId)
  const wanted = taking.flatMap(({ order, productId, quantity }) =>
    (bom.get(productId) ?? []).map((line) => ({
      ...{ orderId: order.id, materialId: line.materialId },
      quantity: rounded(line.quantity * quantity),
    })),
  )
  const notes: Localized[] = []
  const materials: Material[] = []
  for (const { materialId, quantity } of means.stock) {
    const need = sum(wanted.filter((one) => one.materialId === materialId))
    if (need === 0) continue
    const coming = means.deliveries
      .filter((one) => one.materialId === materialId)
      .map((one) => ({ atS: seconds(one.expectedAt), quantity: one.quantity }))
    const there = quantity > 0 ? [{ atS: 0, quantity }] : []
    const short = rounded(need - sum([...there, ...coming]))
    const leadS = means.leadTimes.find((one) => one.materialId === materialId)?.leadS
    if (short > 0) notes.push(shortOf({ materialId, short, leadS }))
    if (short > 0 && leadS === undefined) continue
    const bought = short > 0 ? [{ atS: Math.ceil(leadS ?? 0), quantity: short }] : []
    materials.push({ id: materialId, supplies: [...there, ...coming, ...bought] })
  }
  const limited = new Set(materials.map(({ id }) => id))
  const taken = wanted.filter((one) => limited.has(one.materialId) && one.quantity > 0)
  const takes = new Map(
    [...Map.groupBy(taken, ({ orderId }) => orderId)].map(([orderId, own]) => [
      orderId,
      own.map(({ materialId, quantity }): Take => ({ materialId, quantity })),
    ]),
  )
  return { materials, takes, notes }
}

const rounded = (quantity: number) => Math.round(quantity * 1e6) / 1e6
const sum = (all: { quantity: number }[]) =>
  all.reduce((total, { quantity }) => total + quantity, 0)

type Short = { materialId: string; short: number; leadS: number | undefined }

function shortOf({ materialId, short, leadS }: Short): Localized {
  if (leadS === undefined) {
    return {
      zh: `物料 ${materialId} 缺 ${short}，且没有采购提前期记录；计划未受其限制。`,
      en: `Material ${materialId} lacks ${short} and has no recorded lead time; the plan is not held to it.`,
    }
  }
  const days = Math.round(leadS / 8640) / 10
  return {
    zh: `物料 ${materialId} 缺 ${short}；假定现在采购，${days} 天后到货（历史平均提前期）。`,
    en: `Material ${materialId} lacks ${short}; taken as bought now and there after ${days} days, its mean lead time.`,
  }
}
