import type { Readings } from '../../server/http/contract.ts'

export type Stock = Readings['project_stock']
export type Material = Stock['materials'][number]

export type SupplySearch = {
  site?: string
  material?: string
  days?: string
  /** Supplier that is late, by so many days. */
  of?: string
  late?: string
  demand?: string
}

export const horizons = ['14', '28', '56', '90']

/** Arguments of the tool project_stock. */
export function argsOf(search: SupplySearch, siteId: string) {
  const { days = '28', of, late = '', demand = '' } = search
  const lateDays = Number(late)
  return {
    ...{ site: siteId, days: Number(days), limit: 100 },
    ...(of !== undefined && lateDays > 0 ? { late: [{ of, days: lateDays }] } : {}),
    ...(Number(demand) === 0 ? {} : { demand_percent: Number(demand) }),
  }
}
