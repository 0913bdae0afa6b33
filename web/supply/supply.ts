import type { Readings } from '../../server/http/contract.ts'

export type Stock = Readings['project_stock']
export type Material = Stock['materials'][number]

export type SupplySearch = {
  site?: string
  material?: string
  days?: number
  /** Supplier that is late, by so many days. */
  of?: string
  late?: number
  demand?: number
}

export const horizons = [14, 28, 56, 90]

/** Arguments of the tool project_stock. */
export function argsOf(search: SupplySearch, siteId: string) {
  const { days = 28, of, late = 0, demand = 0 } = search
  return {
    ...{ site: siteId, days, limit: 100 },
    ...(of !== undefined && late > 0 ? { late: [{ of, days: late }] } : {}),
    ...(demand === 0 ? {} : { demand_percent: demand }),
  }
}
