import type { Localized } from '../../base/language.ts'
import { type ChartSpec, chartOf } from '../../charts/index.ts'
import { type Explanation, nameOfLoss } from '../../factory/index.ts'
import { plantTime } from './plant-time.ts'

const mostBars = 10
const contributionName: Localized = { zh: '贡献', en: 'Contribution' }

/** The contributions of losses, or of the machines where there is no more than one loss. */
export function explainChart(found: Explanation): ChartSpec | null {
  const { losses, members, metric, window, before } = found
  const ofMachines = (members.machine ?? []).map(({ id, contribution }) => ({
    label: found.names.machine?.[id] ?? id,
    contribution,
  }))
  const ofLosses = losses.map((loss) => ({
    label: nameOfLoss(found, loss),
    contribution: loss.contribution,
  }))
  const bars = (ofLosses.length > 1 ? ofLosses : ofMachines)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, mostBars)
  if (found.change === null || bars.length < 2) return null
  const { zh, en } = metric.names
  const span = `${plantTime(window.from, window.zone)} – ${plantTime(window.to, window.zone)}`
  const then = `${plantTime(before.from, window.zone)} – ${plantTime(before.to, window.zone)}`
  return chartOf({
    title: { zh: `${zh}变化的构成`, en: `What changed ${en}` },
    caption: {
      zh: `${span} 对比 ${then}（${window.zone.id}）；单位 ${metric.unit}；来源 Jidoka ${metric.id} v${metric.version}`,
      en: `${span} against ${then} (${window.zone.id}); unit ${metric.unit}; source Jidoka ${metric.id} v${metric.version}`,
    },
    unit: metric.unit,
    measures: [contributionName],
    rows: bars.map(({ label, contribution }) => ({
      ...{ keys: [label], at: null, values: [contribution], before: null },
    })),
    ...{ adds: true, isLoss: false, otherUnits: 0 },
  })
}
