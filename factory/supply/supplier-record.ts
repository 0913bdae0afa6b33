import { type KpiContext, type KpiResult, queryKpi } from '../metrics/query-kpi.ts'
import { wilsonInterval } from './weighted.ts'

export type SupplierRecord = {
  supplierId: string
  /** In percent, as the metric centre defines it; null where nothing was due. */
  onTime: number | null
  /** 95 %, in percent; null where the metric of the site is no share of lines. */
  interval: { low: number; high: number } | null
  lines: number
}

/** What a supplier's record is read over. */
const recordDays = 90

/** How much of what was due each supplier of a site delivered on time, by the metric `supplier_on_time`. */
export async function supplierRecords(
  context: KpiContext,
  siteId: string,
): Promise<{ records: SupplierRecord[]; result: KpiResult }> {
  const result = await queryKpi(context, {
    metrics: ['supplier_on_time'],
    dimensions: ['supplier'],
    filters: { site: [siteId] },
    window: { period: 'last_n_days', n: recordDays },
    limit: 500,
  })
  const records = result.rows.flatMap(({ keys, now: [found] }): SupplierRecord[] => {
    const supplierId = keys.supplier
    if (supplierId === undefined || found === undefined) return []
    const { value, rows: lines } = found
    return [{ supplierId, onTime: value, interval: intervalOf(value, lines), lines }]
  })
  return { records, result }
}

/** A site may have made another figure of it, of which no lines on time can be told. */
function intervalOf(onTime: number | null, lines: number): SupplierRecord['interval'] {
  if (onTime === null) return null
  const hits = (onTime / 100) * lines
  if (Math.abs(hits - Math.round(hits)) > 1e-6) return null
  const found = wilsonInterval(Math.round(hits), lines)
  return found && { low: 100 * found.low, high: 100 * found.high }
}
