import { z } from 'zod'
import type { Localized } from '../../base/language.ts'
import type { Alternative, Indicators } from '../../factory/index.ts'
import type { Figure } from '../define-tool.ts'
import type { PlannedSite } from './planned-site.ts'

export const indicatorsReply = z.strictObject({
  orders: z.int(),
  on_time_percent: z.number().nullable(),
  late_orders: z.int(),
  tardiness_h: z.number(),
  makespan_h: z.number(),
  setup_h: z.number(),
  utilisation_percent: z.number().nullable(),
  energy_cost: z.number().nullable(),
})

export const round = (value: number) => Math.round(value * 10) / 10
const percent = (share: number | null) => (share === null ? null : round(share * 100))

export const replyIndicators = (indicators: Indicators): z.output<typeof indicatorsReply> => ({
  orders: indicators.orders,
  on_time_percent: percent(indicators.onTimeShare),
  late_orders: indicators.lateOrders,
  tardiness_h: round(indicators.tardinessH),
  makespan_h: round(indicators.makespanH),
  setup_h: round(indicators.setupH),
  utilisation_percent: percent(indicators.utilisation),
  energy_cost: indicators.energyCost === null ? null : round(indicators.energyCost),
})

export const replyAlternative = ({ objective, indicators, moved, resequenced }: Alternative) => {
  const { late_orders, tardiness_h, makespan_h, setup_h } = replyIndicators(indicators)
  return {
    ...{ objective, moved_count: moved, resequenced_count: resequenced },
    ...{ late_orders, tardiness_h, makespan_h, setup_h },
  }
}

type Shown = {
  key: keyof z.output<typeof indicatorsReply>
  metric: string
  unit: string
  label: Localized
}

/** What people compare two schedules by, in the order in which it is shown. */
export const shownIndicators: Shown[] = [
  {
    key: 'on_time_percent',
    metric: 'schedule_on_time_share',
    unit: '%',
    label: { zh: '按期订单占比', en: 'Orders on time' },
  },
  {
    key: 'late_orders',
    metric: 'schedule_late_orders',
    unit: 'count',
    label: { zh: '延期订单', en: 'Late orders' },
  },
  {
    key: 'tardiness_h',
    metric: 'schedule_tardiness',
    unit: 'h',
    label: { zh: '延期总时长', en: 'Total tardiness' },
  },
  {
    key: 'makespan_h',
    metric: 'schedule_makespan',
    unit: 'h',
    label: { zh: '完工跨度', en: 'Makespan' },
  },
  {
    key: 'setup_h',
    metric: 'schedule_setup',
    unit: 'h',
    label: { zh: '换型时间', en: 'Set-up time' },
  },
  {
    key: 'utilisation_percent',
    metric: 'schedule_utilisation',
    unit: '%',
    label: { zh: '设备利用率', en: 'Utilisation' },
  },
]

export function indicatorFigures({ site, plan, dataUntil }: PlannedSite): Figure[] {
  return (['before', 'after'] as const).flatMap((schedule) => {
    const indicators = replyIndicators(plan[schedule])
    const untilMs = plan.plannedAt.getTime() + plan[schedule].makespanH * 3_600_000
    return shownIndicators.map(({ key, metric, unit }): Figure => {
      const value = indicators[key]
      return {
        metric,
        version: 1,
        value,
        ...(value === null ? { nullReason: 'zero_denominator' } : {}),
        unit,
        dimensions: { site: site.siteId, schedule },
        window: {
          from: plan.plannedAt.toISOString(),
          to: new Date(untilMs).toISOString(),
          zone: site.zone,
        },
        rows: plan.operations,
        freshness: dataUntil?.toISOString() ?? null,
        truncated: false,
      }
    })
  })
}
