import type { Localized } from '../../base/language.ts'
import type { ChartSeries, ChartSpec } from '../../charts/index.ts'
import type { SiteStock } from '../../factory/index.ts'
import { rankedByRisk } from './stock-reply.ts'

const mostLines = 6
type Outlook = SiteStock['outlook']['materials'][number]

/** The band of one material, or the risk of several by day; null where nothing is told. */
export function stockChart(stock: SiteStock, shown: Set<string>): ChartSpec | null {
  const told = rankedByRisk(stock.outlook.materials).filter(
    ({ material, days }) => shown.has(material.id) && days.length > 1,
  )
  const [first] = told
  if (first === undefined) return null
  const spec = stock.materialId === null ? risks(told, stock) : band(first, stock)
  return { ...spec, kind: 'line', labels: stock.dates }
}

type Drawn = Pick<ChartSpec, 'title' | 'unit' | 'series' | 'caption'>

function band({ material, days, over5, over50 }: Outlook, stock: SiteStock): Drawn {
  const valuesOf = (key: 'p10' | 'p50' | 'p90') =>
    stock.dates.map((_, at) => days[at]?.[key] ?? null)
  const day = over50 ?? over5
  return {
    title: { zh: `${material.nameZh}库存推演`, en: `Projected stock of ${material.nameEn}` },
    unit: material.unit,
    series: [
      { name: { zh: '中位数', en: 'Median' }, values: valuesOf('p50') },
      { name: { zh: '上限 90%', en: 'Upper 90%' }, values: valuesOf('p90'), role: 'limit' },
      { name: { zh: '下限 10%', en: 'Lower 10%' }, values: valuesOf('p10'), role: 'limit' },
      { name: { zh: '用完', en: 'Empty' }, values: stock.dates.map(() => 0), role: 'target' },
      ...(day === null ? [] : [outOn(day, over50 !== null, stock.dates)]),
    ],
    caption: captionOf(stock),
  }
}

/** One point at 0: the day on which the risk passes half, or else 5 %. */
function outOn(day: number, isHalf: boolean, dates: string[]): ChartSeries {
  const [level, date] = [isHalf ? '50%' : '5%', dates[day] ?? '']
  return {
    name: { zh: `断料风险过 ${level}：${date}`, en: `Stock-out risk over ${level}: ${date}` },
    values: dates.map((_, at) => (at === day ? 0 : null)),
  }
}

function risks(told: Outlook[], stock: SiteStock): Drawn {
  return {
    title: { zh: '断料风险', en: 'Risk of running out' },
    unit: '%',
    series: told.slice(0, mostLines).map(({ material, days }) => ({
      name: { zh: material.nameZh, en: material.nameEn },
      values: stock.dates.map((_, at) => {
        const risk = days[at]?.risk
        return risk === undefined ? null : 100 * risk
      }),
    })),
    caption: captionOf(stock),
  }
}

const captionOf = ({ dates, site, outlook, schedule }: SiteStock): Localized => ({
  zh: `${dates[0]} 至 ${dates.at(-1)}（${site.zone}）；${outlook.runs} 次模拟；计划 ${schedule?.id ?? '无'}`,
  en: `${dates[0]} to ${dates.at(-1)} (${site.zone}); ${outlook.runs} runs; plan ${schedule?.id ?? 'none'}`,
})
