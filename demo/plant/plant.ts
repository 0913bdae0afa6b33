import { chengdu } from './chengdu.ts'
import { classes } from './classes.ts'
import { dongguan } from './dongguan.ts'
import type { ClassPlan, LinePlan, MachinePlan, OperationPlan, SitePlan } from './plan-types.ts'
import { suzhou } from './suzhou.ts'

export const sites: readonly SitePlan[] = [suzhou, dongguan, chengdu]

/** A machine with everything above it. */
export type Machine = {
  id: string
  plan: MachinePlan
  site: SitePlan
  line: LinePlan
  class: ClassPlan
  operation: OperationPlan
  /** Its place in the site, from 0. */
  position: number
}

export function machinesOf(site: SitePlan): Machine[] {
  return site.lines
    .flatMap((line) => line.machines.map((plan) => ({ line, plan })))
    .map(({ line, plan }, position) => ({
      id: plan.id,
      plan,
      site,
      line,
      class: found(classes, (item) => item.id === plan.classId, plan.classId),
      operation: found(site.operations, (item) => item.machineIds.includes(plan.id), plan.id),
      position,
    }))
}

export function classesOf(site: SitePlan): ClassPlan[] {
  return [...new Set(machinesOf(site).map((machine) => machine.class))]
}

function found<Item>(items: readonly Item[], fits: (item: Item) => boolean, what: string): Item {
  const item = items.find(fits)
  if (item === undefined) throw new RangeError(`the demo plant has no place for ${what}`)
  return item
}
