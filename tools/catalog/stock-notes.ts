import type { Language, Localized } from '../../base/language.ts'
import { type SiteStock, usageDays } from '../../factory/index.ts'

const mostNamed = 6

/** What was assumed or left out, each by name: nothing that is not known counts as 0 unsaid. */
export const stockNotes = (stock: SiteStock, language: Language): string[] =>
  [...ofPlan(stock), ...ofDeliveries(stock), ...ofProducts(stock), ...ofSupposed(stock)].map(
    (note) => note[language],
  )

const listed = (ids: string[]): Localized => {
  const some = ids.slice(0, mostNamed)
  const more = ids.length - some.length
  return {
    zh: some.join('、') + (more > 0 ? `等 ${ids.length} 个` : ''),
    en: some.join(', ') + (more > 0 ? ` and ${more} more` : ''),
  }
}

function ofPlan({ schedule, outlook, begunUndated, dates }: SiteStock): Localized[] {
  const told = outlook.materials.filter(({ days }) => days.length > 0)
  const plan = told.find(({ planEnds }) => planEnds !== null)
  const end = dates[plan?.planEnds ?? -1]
  const cut = told.filter(({ days }) => days.length < dates.length)
  const short = listed(cut.map(({ material }) => material.id))
  return [
    ...(schedule === null ? [noSchedule] : []),
    ...(outlook.unplaced > 0 && schedule !== null ? [unplaced(outlook.unplaced)] : []),
    ...(end !== undefined && cut.length < told.length
      ? [
          {
            zh: `订单计划到 ${end} 为止；其后的用量从过去 ${usageDays} 天的每日用量中随机抽取。`,
            en: `Planned orders begin until ${end}; use after that is drawn from days of the last ${usageDays}.`,
          },
        ]
      : []),
    ...(cut.length > 0
      ? [
          {
            zh: `${short.zh} 的历史用量记录太少：只推演到计划为止。`,
            en: `Too few days of use are recorded of ${short.en}: nothing is told beyond the plan.`,
          },
        ]
      : []),
    ...(begunUndated > 0
      ? [
          {
            zh: `${begunUndated} 张已开工订单没有记录开工时间；视为在盘点之前已领料。`,
            en: `${begunUndated} orders have begun and nobody recorded when; taken as having their material before the count.`,
          },
        ]
      : []),
  ]
}

const noSchedule: Localized = {
  zh: '没有已发布的排程：订单视为一下达就开工领料。',
  en: 'No schedule is published: orders are taken to begin, and take their material, when released.',
}
const unplaced = (count: number): Localized => ({
  zh: `${count} 张未完成订单不在当前排程中：视为一下达就开工领料。`,
  en: `${count} open orders have no place in the schedule: taken to begin when released.`,
})

function ofDeliveries({ outlook, suppliers }: SiteStock): Localized[] {
  const lines = outlook.materials.flatMap((one) => one.lines)
  const pooled = suppliers.filter(({ delays }) => delays.basis === 'site')
  const left = listed(lines.filter(({ days }) => days === null).map(({ id }) => id))
  const beyond = listed(lines.filter(({ isBeyond }) => isBeyond).map(({ id }) => id))
  const dropped = listed(outlook.materials.flatMap((one) => one.dropped.map(({ id }) => id)))
  const leadless = listed(
    outlook.materials.flatMap(({ order, material }) =>
      order !== null && order.riskIfNow === null ? [material.id] : [],
    ),
  )
  return [
    ...pooled.map(({ nameZh, nameEn, delays: { lines: count } }) => ({
      zh: `${nameZh}过去一年只有 ${count} 次到货，太少：其延误取自全厂供应商。`,
      en: `${nameEn} has ${count} deliveries of the last year, too few: delays of all suppliers of the site stand for its own.`,
    })),
    ...note(left, {
      zh: (ids) => `没有到货记录可估计延误，未计入：${ids}。`,
      en: (ids) => `Left out, since no past delivery tells how late it may be: ${ids}.`,
    }),
    ...note(beyond, {
      zh: (ids) => `以往几乎没有到货晚到这种程度：${ids}；假定再等最多与已延误一样长的时间。`,
      en: (ids) =>
        `Hardly any delivery was ever as late: ${ids}; taken to come within as long again as it is late.`,
    }),
    ...note(dropped, {
      zh: (ids) => `逾期超过 30 天，未计入：${ids}。`,
      en: (ids) => `Left out, overdue for more than 30 days: ${ids}.`,
    }),
    ...note(leadless, {
      zh: (ids) => `采购提前期记录太少，无法给出最晚下单日：${ids}。`,
      en: (ids) => `Too few lead times are recorded to tell the latest day to order: ${ids}.`,
    }),
  ]
}

type Said = { zh: (ids: string) => string; en: (ids: string) => string }
const note = (ids: Localized, said: Said): Localized[] =>
  ids.en === '' ? [] : [{ zh: said.zh(ids.zh), en: said.en(ids.en) }]

function ofProducts({ outlook }: SiteStock): Localized[] {
  return [
    ...note(listed(outlook.unscrapped), {
      zh: (ids) => `没有报废记录，按无报废计算：${ids}。`,
      en: (ids) => `No scrap is recorded, and none reckoned with: ${ids}.`,
    }),
    ...note(listed(outlook.unbilled), {
      zh: (ids) => `没有物料清单，用料未知、未计入：${ids}。`,
      en: (ids) => `No bill of materials; what they take is not known and left out: ${ids}.`,
    }),
  ]
}

function ofSupposed({ supposed, suppliers }: SiteStock): Localized[] {
  const nameOf = (id: string) => suppliers.find((one) => one.id === id)
  return [
    ...supposed.suppliers.map(({ supplierId, days }) => ({
      zh: `假设：${nameOf(supplierId)?.nameZh ?? supplierId} 的在途到货都再晚 ${days} 天。`,
      en: `Supposed: what is on order from ${nameOf(supplierId)?.nameEn ?? supplierId} comes ${days} days later than it would.`,
    })),
    ...supposed.lines.map(({ lineId, days }) => ({
      zh: `假设：${lineId} 再晚 ${days} 天到货。`,
      en: `Supposed: ${lineId} comes ${days} days later than it would.`,
    })),
    ...(supposed.demandPercent === 0
      ? []
      : [
          {
            zh: `假设：用量${supposed.demandPercent > 0 ? '增加' : '减少'} ${Math.abs(supposed.demandPercent)}%。`,
            en: `Supposed: demand is ${Math.abs(supposed.demandPercent)} % ${supposed.demandPercent > 0 ? 'more' : 'less'}.`,
          },
        ]),
  ]
}
