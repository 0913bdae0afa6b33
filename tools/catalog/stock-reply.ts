import { z } from 'zod'
import type { Language } from '../../base/language.ts'
import { isSupposing, type SiteStock } from '../../factory/index.ts'

const percent = z.number().nullable()
const order = z.strictObject({
  quantity: z.number(),
  /** Last local date to order; null: even today is too late, or no lead time is known. */
  order_by: z.string().nullable(),
  needed_by: z.string(),
  supplier: z.string().nullable(),
  risk_percent_if_ordered_now: percent,
})
const material = z.strictObject({
  ...{ material: z.string(), name: z.string(), unit: z.string(), seed: z.int() },
  counted: z.strictObject({ quantity: z.number(), at: z.string() }).nullable(),
  /** After what was taken and came since the count. */
  stock_now: z.number().nullable(),
  /** Why nothing is told: no_count, count_too_old, no_bom, no_demand. */
  missing: z.array(z.string()),
  /** Until when it is told: the last date, or where no more is known. */
  until: z.string().nullable(),
  risk_percent: percent,
  /** Without what is supposed; null where nothing is. */
  risk_percent_as_is: percent,
  risk_over_50_on_as_is: z.string().nullable(),
  ...{ risk_over_5_on: z.string().nullable(), risk_over_50_on: z.string().nullable() },
  order: order.nullable(),
})
const day = z.strictObject({
  ...{ date: z.string(), p10: z.number(), p50: z.number(), p90: z.number() },
  risk_percent: z.number(),
})
const delays = z.strictObject({ p10: z.number(), p50: z.number(), p90: z.number() })
const supplier = z.strictObject({
  ...{ supplier: z.string(), name: z.string() },
  /** `supplier_on_time` of 90 days, with its 95 % interval. */
  on_time_percent: percent,
  on_time_low: percent,
  on_time_high: percent,
  lines_due: z.int(),
  delay_days: delays.nullable(),
  /** Whose delays: own, site (its own are too few), none. */
  delays_of: z.string(),
})
const line = z.strictObject({
  ...{ line: z.string(), material: z.string(), supplier: z.string(), quantity: z.number() },
  due: z.string(),
  /** Without what is supposed; null: nothing tells, and it is left out. */
  expected: z.strictObject({ p10: z.string(), p50: z.string(), p90: z.string() }).nullable(),
})

/** What all of it stands on. */
const basis = z.strictObject({
  ...{ site: z.string(), as_of: z.string(), until: z.string(), zone: z.string() },
  ...{ runs: z.int(), rows_read: z.int(), data_until: z.string().nullable() },
  accepted_risk_percent: z.number(),
  /** Of the records of suppliers. */
  interval_percent: z.number(),
})

export const stockReply = z.strictObject({
  basis,
  total: z.int(),
  /** Materials whose risk is over what is accepted. */
  at_risk: z.int(),
  materials: z.array(material),
  truncated: z.boolean(),
  by_day: z.array(day).describe('Of one material.'),
  on_order: z.array(line),
  suppliers: z.array(supplier),
  assumed: z.array(z.string()),
})
export type StockReply = z.output<typeof stockReply>
type Outlook = SiteStock['outlook']['materials'][number]

type Asked = { limit: number; risk_percent: number; notes: string[]; language: Language }

const round = (value: number) => Math.round(value * 10) / 10
const roundOr = (value: number | null | undefined) => (value == null ? null : round(value))
const inPercent = (share: number | null) => (share === null ? null : round(100 * share))

export function replyStock(stock: SiteStock, asked: Asked): StockReply {
  const { outlook, asOf, until, site, materialId } = stock
  const level = asked.risk_percent / 100
  const ranked = rankedByRisk(outlook.materials)
  const shown = ranked.slice(0, asked.limit)
  const [one] = materialId === null ? [] : shown
  return {
    basis: {
      ...{ site: site.siteId, zone: site.zone, as_of: asOf.toISOString() },
      ...{ until: until.toISOString(), runs: outlook.runs, rows_read: stock.rowsRead },
      data_until: stock.dataUntil?.toISOString() ?? null,
      accepted_risk_percent: asked.risk_percent,
      interval_percent: 95,
    },
    total: ranked.length,
    at_risk: ranked.filter(({ risk }) => risk !== null && risk > level).length,
    materials: shown.map((each) => replyMaterial(each, stock, asked.language)),
    truncated: shown.length < ranked.length,
    by_day: (one?.days ?? []).map(({ p10, p50, p90, risk }, at) => ({
      ...{ date: stock.dates[at] ?? '', p10: round(p10), p50: round(p50), p90: round(p90) },
      risk_percent: round(100 * risk),
    })),
    on_order: (one?.lines ?? []).map((each) => replyLine(each, stock)),
    suppliers: stock.suppliers.map((each) => replySupplier(each, asked.language)),
    assumed: asked.notes,
  }
}

/** The likeliest to run out first; what nothing is told of last. */
export const rankedByRisk = (materials: Outlook[]): Outlook[] =>
  materials.toSorted(
    (a, b) =>
      (b.risk ?? -1) - (a.risk ?? -1) ||
      (a.over5 ?? Number.POSITIVE_INFINITY) - (b.over5 ?? Number.POSITIVE_INFINITY) ||
      a.material.id.localeCompare(b.material.id),
  )

function replyMaterial(of: Outlook, stock: SiteStock, language: Language) {
  const { material: row, count, days, order: advice } = of
  const isSupposed = isSupposing(stock.supposed)
  const dateAt = (at: number | null) => (at === null ? null : (stock.dates[at] ?? null))
  return {
    ...{ material: row.id, name: language === 'zh' ? row.nameZh : row.nameEn, unit: row.unit },
    seed: of.seed,
    counted: count && { quantity: round(count.quantity), at: count.countedAt.toISOString() },
    ...{ stock_now: roundOr(of.stock), missing: of.missing },
    until: days.length === 0 ? null : dateAt(days.length - 1),
    risk_percent: inPercent(of.risk),
    risk_percent_as_is: isSupposed ? inPercent(of.riskAsIs) : null,
    risk_over_50_on_as_is: isSupposed ? dateAt(of.over50AsIs) : null,
    ...{ risk_over_5_on: dateAt(of.over5), risk_over_50_on: dateAt(of.over50) },
    order: advice && {
      ...{ quantity: advice.quantity, supplier: advice.supplierId },
      order_by: dateAt(advice.latestDay),
      needed_by: dateAt(advice.neededDay) ?? '',
      risk_percent_if_ordered_now: inPercent(advice.riskIfNow),
    },
  }
}

function replyLine(of: Outlook['lines'][number], { asOf }: SiteStock) {
  const at = (days: number) => new Date(asOf.getTime() + days * 86_400_000).toISOString()
  return {
    ...{ line: of.id, material: of.materialId, supplier: of.supplierId, quantity: of.quantity },
    due: of.dueAt.toISOString(),
    expected: of.days && { p10: at(of.days.p10), p50: at(of.days.p50), p90: at(of.days.p90) },
  }
}

function replySupplier(of: SiteStock['suppliers'][number], language: Language) {
  const { id, nameZh, nameEn, record, spread, delays } = of
  return {
    ...{ supplier: id, name: language === 'zh' ? nameZh : nameEn },
    on_time_percent: roundOr(record?.onTime),
    on_time_low: roundOr(record?.interval?.low),
    on_time_high: roundOr(record?.interval?.high),
    lines_due: record?.lines ?? 0,
    delay_days: spread && {
      ...{ p10: round(spread.p10), p50: round(spread.p50), p90: round(spread.p90) },
    },
    delays_of: delays.basis,
  }
}
