import type { Reading } from '../reading.ts'
import { type Args, said } from './said.ts'

/** With what is supposed of an order or a person; the tool says where that one is not. */
export const scheduleArgs = (
  { objective, keepFree, supposed }: Reading,
  site: string | undefined,
): Args => said({ site, objective, exclude_machines: keepFree, scenario: supposed && [supposed] })

export const lateOrderArgs = ({ orderId }: Reading, site: string | undefined): Args =>
  said({ site, order: orderId })

/** One projection a material that is named, else one a site. */
export const stockCalls = (
  { stock, materials }: Reading,
  sites: (string | undefined)[],
): Args[] => {
  const { days, late, demandPercent, riskPercent } = stock ?? {}
  // Further ahead all runs out, late or not.
  const ahead = days ?? (late === undefined ? undefined : soonDays)
  const about = { days: ahead, late, demand_percent: demandPercent, risk_percent: riskPercent }
  return materials.length > 0
    ? materials.slice(0, mostProjections).map((material) => said({ material, ...about }))
    : sites.slice(0, mostProjections).map((site) => said({ site, ...about }))
}
export const mostProjections = 4
const soonDays = 14
