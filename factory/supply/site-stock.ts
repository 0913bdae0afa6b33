import type { Figure } from '../../base/figure.ts'
import { dayMs } from '../../base/milliseconds.ts'
import type { SiteRow } from '../maintenance/find-asset.ts'
import { figuresOf, type KpiContext } from '../metrics/query-kpi.ts'
import { fromLocal, startOfDay, toLocal, zoneOf } from '../metrics/zone.ts'
import { type Delays, spreadOf } from './delivery-delay.ts'
import type { StockSupposed } from './open-lines.ts'
import { readSupply, type SupplyRows } from './read-supply.ts'
import { type StockOutlook, stockOutlook } from './stock-outlook.ts'
import { subjectOf, supposedOf } from './stock-subject.ts'
import { type SupplierRecord, supplierRecords } from './supplier-record.ts'

export type StockQuestion = {
  /** Id or name; left out where a material or the person's one site tells it. */
  site?: string | undefined
  material?: string | undefined
  /** Local days, today among them. */
  days: number
  /** The risk that is accepted, 0 to 1. */
  level: number
  /** How many days later a supplier, or one purchase line, delivers than it would. */
  late: { of: string; days: number }[]
  demandPercent: number
}

export type SupplierOutlook = {
  id: string
  nameZh: string
  nameEn: string
  /** Null where nothing of it was due. */
  record: SupplierRecord | null
  delays: Delays
  /** Of those, in days after due. */
  spread: { p10: number; p50: number; p90: number } | null
}

export type SiteStock = {
  site: SiteRow
  materialId: string | null
  asOf: Date
  /** Local dates of the horizon, and the end of its last one. */
  dates: string[]
  until: Date
  outlook: StockOutlook
  /** Those of the lines on order, and of the advice. */
  suppliers: SupplierOutlook[]
  supplierFigures: Figure[]
  supposed: StockSupposed
  schedule: SupplyRows['schedule']
  begunUndated: number
  /** Rows that were read for all of it. */
  rowsRead: number
  dataUntil: Date | null
}

/**
 * The stock of a site day by day, from its newest counts, its published plan and what is on order, with
 * the risk of running out. Reads only, under the rights of the principal.
 *
 * @throws AppError for an unknown site, material, supplier or line, with the nearest known
 */
export async function projectSiteStock(
  context: KpiContext,
  question: StockQuestion,
): Promise<SiteStock> {
  const { db, principal, signal } = context
  const asOf = context.clock()
  const aborting = signal === undefined ? {} : { signal }
  const { site, materialId, rows } = await db.tx(
    'read',
    async (tx) => {
      const subject = await subjectOf(tx, question)
      return { ...subject, rows: await readSupply(tx, subject.site.siteId, asOf) }
    },
    { principal, ...aborting },
  )
  const { siteId } = site
  const { dates, ends } = daysFrom(asOf, site.zone, question.days)
  const supposed = {
    ...supposedOf(question.late, rows),
    demandPercent: question.demandPercent,
  }
  const frame = { siteId, now: asOf, dayEnds: ends, level: question.level, supposed }
  const outlook = await stockOutlook(rows, frame, { only: materialId, ...aborting })
  return {
    ...{ site, materialId, asOf, dates, outlook, supposed, until: ends.at(-1) ?? asOf },
    ...(await suppliersOf(context, { siteId, rows, outlook })),
    ...{ schedule: rows.schedule, begunUndated: rows.begunUndated, dataUntil: rows.dataUntil },
    rowsRead: Object.values(rows).reduce<number>(
      (sum, part) => sum + (Array.isArray(part) ? part.length : 0),
      0,
    ),
  }
}

/** Local dates from today on, and when each ends: a day of 23 or 25 hours is one, too. */
function daysFrom(now: Date, zoneId: string, count: number): { dates: string[]; ends: Date[] } {
  const zone = zoneOf(zoneId)
  const today = startOfDay(toLocal(now, zone))
  const starts = Array.from({ length: count }, (_, day) => today + day * dayMs)
  return {
    dates: starts.map((local) => new Date(local).toISOString().slice(0, 10)),
    ends: starts.map((local) => fromLocal(local + dayMs, zone)),
  }
}

type Looked = { siteId: string; rows: SupplyRows; outlook: StockOutlook }

async function suppliersOf(context: KpiContext, { siteId, rows, outlook }: Looked) {
  const { records, result } = await supplierRecords(context, siteId)
  const ids = new Set(
    outlook.materials.flatMap(({ lines, order }) => [
      ...lines.map(({ supplierId }) => supplierId),
      ...(order?.supplierId ? [order.supplierId] : []),
    ]),
  )
  const suppliers = rows.suppliers.flatMap((supplier): SupplierOutlook[] => {
    const delays = outlook.delays.get(supplier.id)
    if (!ids.has(supplier.id) || delays === undefined) return []
    const record = records.find(({ supplierId }) => supplierId === supplier.id) ?? null
    return [{ ...supplier, record, delays, spread: delays.delays && spreadOf(delays.delays) }]
  })
  const isAsked = ({ dimensions }: Figure) => ids.has(dimensions.supplier ?? '')
  return { suppliers, supplierFigures: figuresOf(result).filter(isAsked) }
}
