import type { SiteStock } from '../../factory/index.ts'
import type { Figure } from '../define-tool.ts'

/** Risk, and the stock of now, of each material that is shown; what suppliers kept. */
export function stockFigures(stock: SiteStock, shown: Set<string>): Figure[] {
  const { site, asOf, outlook, rowsRead, dataUntil, supplierFigures } = stock
  const own = outlook.materials.filter(({ material }) => shown.has(material.id))
  const about = {
    ...{ version: 1, rows: rowsRead, truncated: false },
    freshness: dataUntil?.toISOString() ?? null,
  }
  const from = asOf.toISOString()
  return [
    ...own.flatMap(({ material, risk, stock: quantity, missing }): Figure[] => {
      const dimensions = { site: site.siteId, material: material.id }
      const window = { from, to: stock.until.toISOString(), zone: site.zone }
      const [reason] = missing
      const unknown = reason === undefined ? {} : { nullReason: reason }
      const value = risk === null ? null : 100 * risk
      return [
        { ...about, ...unknown, metric: 'stock_out_risk', value, unit: '%', dimensions, window },
        {
          ...{ ...about, ...unknown, metric: 'stock_now', value: quantity, unit: material.unit },
          ...{ dimensions, window: { ...window, to: from } },
        },
      ]
    }),
    ...supplierFigures,
  ]
}
