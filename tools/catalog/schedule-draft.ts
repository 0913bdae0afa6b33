import type { DiffEntry, MovedOperation, Prediction, ProposalDraft } from '../../actions/index.ts'
import type {
  Indicators,
  Move,
  SchedulePreconditions,
  SchedulePublication,
} from '../../factory/index.ts'
import type { ToolContext } from '../define-tool.ts'
import type { PlannedSite } from './planned-site.ts'
import { predict } from './predict.ts'
import { scheduleEvidence } from './schedule-evidence.ts'
import { replyIndicators, round, shownIndicators } from './schedule-indicators.ts'

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
        ...shownIndicators.map(
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
    evidence: scheduleEvidence(planned),
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
