import type { Evidence } from '../../actions/index.ts'
import { inBoth, type Localized } from '../../base/language.ts'
import {
  type Alternative,
  type Objective,
  type Outage,
  type Zone,
  zoneOf,
} from '../../factory/index.ts'
import { lessonEvidence } from './lesson-constraints.ts'
import type { PlannedSite } from './planned-site.ts'
import { plantTime } from './plant-time.ts'
import { replyAlternative } from './schedule-indicators.ts'

/** What a schedule rests on, for who decides. */
export function scheduleEvidence(planned: PlannedSite): Evidence[] {
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
    ...planned.supposed.map(
      (value): Evidence => ({
        kind: 'note',
        label: { zh: '假设', en: 'Supposed' },
        value,
        at: null,
      }),
    ),
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
