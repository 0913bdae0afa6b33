import { AppError } from '../../base/app-error.ts'
import type { Localized } from '../../base/language.ts'
import { type ChartSpec, chartAs, chartOf, type Result } from '../../charts/index.ts'
import type { KpiResult, KpiRow } from '../../factory/index.ts'
import { type Controlled, controlChart } from './control-chart.ts'
import { kpiCaption, kpiTitle } from './kpi-chart-words.ts'
import { targetFor } from './kpi-target.ts'

export const chartWishes = ['heat', 'control'] as const
type Wish = (typeof chartWishes)[number]

export type KpiPicture = { chart: ChartSpec | null; controlled: Controlled | null }

/**
 * A picture of a result, where it has more than one point; the unit is that of its first metric.
 *
 * @throws AppError `invalid_input` when the picture that was asked for needs a result of another shape
 */
export function kpiPicture(result: KpiResult, wish?: Wish): KpiPicture {
  const shape = shapeOf(result)
  const chosen = shape === null ? null : chartOf(shape)
  if (wish === undefined || shape === null || chosen === null)
    return { chart: chosen, controlled: null }
  if (wish === 'control') {
    if (!isOneSeries(result)) throw misfit(wish)
    return controlChart(chosen, result.language) ?? { chart: chosen, controlled: null }
  }
  const chart = chartAs(wish, shape)
  if (chart === null) throw misfit(wish)
  return { chart, controlled: null }
}

export const kpiChart = (result: KpiResult): ChartSpec | null => kpiPicture(result).chart

const isOneSeries = ({ grain, dimensions, metrics, before }: KpiResult): boolean =>
  grain !== null && dimensions.length === 0 && metrics.length === 1 && before === null

const needs: Record<Wish, string> = {
  heat: 'one metric, two dimensions (or one and a grain) and no compare.',
  control: 'one metric and a grain, without dimensions and compare; filters choose what of.',
}

const misfit = (wish: Wish) =>
  new AppError('invalid_input', `chart: ${wish} does not fit this query.`, {
    field: 'chart',
    hint: `It needs ${needs[wish]} Or leave chart out: the shape of the result chooses.`,
  })

function shapeOf(result: KpiResult): Result | null {
  const { metrics, rows, grain, dimensions, truncated } = result
  const [first] = metrics
  if (first === undefined) return null
  const drawn = metrics.flatMap(({ unit }, index) => (unit === first.unit ? [index] : []))
  const adds = 'factors' in first.formula && first.formula.factors.every((one) => !one.denominator)
  const isLoss = first.better === 'down' && dimensions.length === 1 && grain === null && !truncated
  return {
    title: kpiTitle(result, drawn),
    caption: kpiCaption(result, drawn),
    unit: first.unit,
    measures: drawn.flatMap((index) => metrics[index]?.names ?? []),
    rows: rows.map((row) => ({
      keys: keysOf(result, row),
      at: grain === null ? null : row.bucket,
      values: drawn.map((index) => row.now[index]?.value ?? null),
      before: row.before && drawn.map((index) => row.before?.[index]?.value ?? null),
      // A target for pieces is one of a day or a month; only a ratio has one at every level.
      target: adds ? null : targetFor(result, row),
    })),
    ...{ adds, isLoss: isLoss && adds },
    otherUnits: new Set(metrics.map(({ unit }) => unit)).size - 1,
  }
}

const nobody: Localized = { zh: '未归属', en: 'unassigned' }

function keysOf({ dimensions, names, language }: KpiResult, row: KpiRow): string[] {
  return dimensions.map((dimension) => {
    const id = row.keys[dimension] ?? ''
    return id === '' ? nobody[language] : (names[dimension]?.[id] ?? id)
  })
}
