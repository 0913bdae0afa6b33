import { z } from 'zod'
import type {
  DiffEntry,
  Evidence,
  MovedOperation,
  Prediction,
  ProposalDraft,
} from '../../actions/index.ts'
import { inBoth, type Localized } from '../../base/language.ts'
import {
  type Alternative,
  type Indicators,
  type Move,
  type Objective,
  type Outage,
  type SchedulePreconditions,
  type SchedulePublication,
  type SitePlan,
  type SiteRow,
  type Zone,
  zoneOf,
} from '../../factory/index.ts'
import type { Figure, ToolContext } from '../define-tool.ts'
import { lessonEvidence, type Used } from './lesson-constraints.ts'
import { plantTime } from './plant-time.ts'
import { predict } from './predict.ts'

export type PlannedSite = {
  site: SiteRow
  objective: Objective
  plan: SitePlan
  dataUntil: Date | null
  lessons: Used[]
  despite: string | undefined
}

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

const round = (value: number) => Math.round(value * 10) / 10
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
const shown: Shown[] = [
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
    return shown.map(({ key, metric, unit }): Figure => {
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

export function scheduleDraft(planned: PlannedSite): Omit<ProposalDraft, 'prediction'> {
  const { site, plan } = planned
  const [before, after] = [replyIndicators(plan.before), replyIndicators(plan.after)]
  const preconditions: SchedulePreconditions = {
    scheduleId: plan.scheduleId,
    ordersSha256: plan.ordersSha256,
  }
  return {
    siteId: site.siteId,
    tool: 'propose_schedule',
    title: {
      zh: `发布${site.nameZh}新排程：调整 ${plan.moves.length} 道工序`,
      en: `Publish a new schedule for ${site.nameEn}: ${plan.moves.length} operations move`,
    },
    args: publicationOf(planned),
    preconditions,
    diff: {
      entries: [
        ...shown.map(
          ({ key, label, unit }): DiffEntry => ({
            label,
            before: before[key],
            after: after[key],
            unit: unit === 'count' ? '' : unit,
          }),
        ),
        ...energyEntry(planned),
      ],
      moved: plan.moves.map(movedOperation),
    },
    evidence: evidenceOf(planned),
  }
}

/** Left out where no price or no power is recorded. */
function energyEntry({ plan: { before, after, currency } }: PlannedSite): DiffEntry[] {
  const cost = ({ energyCost }: Indicators) => (energyCost === null ? null : round(energyCost))
  if (after.energyCost === null) return []
  const label = { zh: '能源费用', en: 'Energy cost' }
  return [{ label, before: cost(before), after: cost(after), unit: currency }]
}

const weekHours = 168

/**
 * The share of orders that the plan finishes by their date, beside the share of those that were due in
 * a stretch as long before: a week, or until the plan ends.
 */
export function schedulePrediction(
  ctx: ToolContext,
  { site, plan }: PlannedSite,
): Promise<Prediction | null> {
  const { on_time_percent: planned } = replyIndicators(plan.after)
  return predict(ctx, {
    ...{ siteId: site.siteId, metric: 'on_time_delivery', filters: {} },
    horizonHours: Math.max(weekHours, Math.ceil(plan.after.makespanH)),
    label: { zh: '准时交付率', en: 'On-time delivery' },
    expect: () => planned,
  })
}

function publicationOf({ site, objective, plan }: PlannedSite): SchedulePublication {
  return {
    siteId: site.siteId,
    objective,
    method: plan.method,
    plannedAt: plan.plannedAt.toISOString(),
    indicators: replyIndicators(plan.after),
    scheduleSlots: plan.slots.map(({ startAt, endAt, ...slot }) => ({
      ...slot,
      startAt: startAt.toISOString(),
      endAt: endAt.toISOString(),
    })),
  }
}

export function movedOperation({ orderId, seq, before, after }: Move): MovedOperation {
  const placed = ({ machineId, startAt, endAt }: Move['after']) => ({
    machineId,
    startAt: startAt.toISOString(),
    endAt: endAt.toISOString(),
  })
  return { orderId, seq, before: before && placed(before), after: placed(after) }
}

function evidenceOf(planned: PlannedSite): Evidence[] {
  const { site, objective, plan, dataUntil } = planned
  const at = dataUntil?.toISOString() ?? null
  return [
    ...lessonEvidence(planned.lessons, planned.despite),
    {
      kind: 'order',
      label: { zh: '计划内的开放订单与工序', en: 'Open orders and operations planned' },
      value: inBoth(`${plan.after.orders} / ${plan.operations}`),
      at: plan.plannedAt.toISOString(),
    },
    {
      kind: 'note',
      label: {
        zh: '“之前”是当前顺序在目前停机与延误下的结果',
        en: '"Before" is the current sequence under today\'s stops and delays',
      },
      value: inBoth(plan.scheduleId ?? '-'),
      at,
    },
    {
      kind: 'note',
      label: { zh: '目标', en: 'Objective' },
      value: plan.method === 'by_hand' ? byHand : objectiveNames[objective],
      at: null,
    },
    ...(plan.alternatives.length > 1 ? plan.alternatives.map(alternativeEvidence) : []),
    ...plan.outages.map((outage) => outageEvidence(outage, { zone: zoneOf(site.zone), at })),
    ...plan.basis.map(
      (value): Evidence => ({
        ...{ kind: 'note', value, at },
        label: { zh: '计划依据', en: 'What the plan rests on' },
      }),
    ),
    ...plan.notes.map(
      (note): Evidence => ({
        kind: 'note',
        label: { zh: '数据矛盾', en: 'Contradiction in the data' },
        value: note,
        at,
      }),
    ),
  ]
}

const objectiveNames: Record<Objective, Localized> = {
  due_dates: { zh: '交期优先', en: 'Due dates first' },
  throughput: { zh: '产出优先', en: 'Throughput first' },
  setups: { zh: '少换型', en: 'Few set-ups' },
  least_change: { zh: '改动最少', en: 'Least change' },
  energy: { zh: '省电费', en: 'Low energy cost' },
}

const byHand: Localized = {
  zh: '人工放置：其余工序保持设备与顺序',
  en: 'Placed by hand: all others keep machine and sequence',
}

/** The approver may prefer another: an edit of the objective plans anew. */
function alternativeEvidence(one: Alternative): Evidence {
  const { moved_count, resequenced_count, ...comes } = replyAlternative(one)
  const { late_orders, tardiness_h, makespan_h } = comes
  const name = objectiveNames[one.objective]
  return {
    kind: 'note',
    label: { zh: `方案：${name.zh}`, en: `Alternative: ${name.en}` },
    value: {
      zh: `移动 ${moved_count} 道工序（其中换设备或换顺序 ${resequenced_count} 道），延期 ${late_orders} 单共 ${tardiness_h} 小时，完工跨度 ${makespan_h} 小时`,
      en: `${moved_count} operations move, ${resequenced_count} of them to another machine or place in sequence, ${late_orders} orders are ${tardiness_h} h late, makespan ${makespan_h} h`,
    },
    at: null,
  }
}

const basisLabels: Record<Outage['basis'], Localized> = {
  own_mean_repair: {
    zh: '停机，按本机 90 天平均修复时间估计',
    en: 'Down, back after its own mean repair time of 90 days',
  },
  site_mean_repair: {
    zh: '停机，按全厂 90 天平均修复时间估计',
    en: 'Down, back after the mean repair time of the site',
  },
  assumed_repair: { zh: '停机，假定 4 小时修复', en: 'Down, assumed back after 4 hours' },
  announced: { zh: '已公布的停机', en: 'Announced stop' },
  health: { zh: '设备健康要求的停机', en: 'Stop asked for by a finding of its health' },
  requested: { zh: '本次要求避开', en: 'Kept free on request' },
}

const outageEvidence = (
  outage: Outage,
  { zone, at }: { zone: Zone; at: string | null },
): Evidence => ({
  kind: 'state',
  label: basisLabels[outage.basis],
  value: inBoth(
    `${outage.machineId}: ${plantTime(outage.fromAt, zone)} – ${plantTime(outage.untilAt, zone)}`,
  ),
  at,
})
