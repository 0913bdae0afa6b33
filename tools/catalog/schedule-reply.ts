import { z } from 'zod'
import type { Language } from '../../base/language.ts'
import type { SitePlan } from '../../factory/index.ts'
import { lessonLines } from './lesson-constraints.ts'
import type { PlannedSite } from './planned-site.ts'
import { indicatorsReply, replyAlternative, replyIndicators } from './schedule-indicators.ts'
import { lateReply, replyLate } from './schedule-why.ts'

const mostMoves = 15

const place = z.strictObject({ machine: z.string(), start_at: z.string(), end_at: z.string() })

/** What a plan is, as a proposal and a trial tell it. */
export const planReply = {
  site: z.string(),
  method: z.string(),
  before: indicatorsReply,
  after: indicatorsReply,
  alternatives: z
    .array(
      z.strictObject({
        ...{ objective: z.string(), moved_count: z.int(), resequenced_count: z.int() },
        ...{ late_orders: z.int(), tardiness_h: z.number() },
        ...{ makespan_h: z.number(), setup_h: z.number() },
      }),
    )
    .describe('By objective; the first is this one.'),
  late: z.array(lateReply).describe('Why, the latest first.'),
  gap_percent: z.number().nullable().describe('At most so far from the best; null: not known.'),
  operations: z.int(),
  moved_count: z.int(),
  /** Of these, on another machine or in another place of the sequence of their own. */
  resequenced_count: z.int(),
  moved: z.array(
    z.strictObject({
      order: z.string(),
      seq: z.int(),
      before: place.nullable(),
      after: place,
    }),
  ),
  truncated: z.boolean(),
  orders_beyond_horizon: z.int(),
  unavailable: z.array(
    z.strictObject({
      machine: z.string(),
      from: z.string(),
      until: z.string(),
      basis: z.string(),
    }),
  ),
  notes: z.array(z.string()),
  lessons: z.array(z.string()),
  data_until: z.string().nullable(),
}

export function replyPlan(
  { site, plan, lessons, dataUntil }: PlannedSite,
  language: Language,
): z.output<z.ZodObject<typeof planReply>> {
  const placed = ({ machineId, startAt, endAt }: SitePlan['moves'][number]['after']) => ({
    machine: machineId,
    start_at: startAt.toISOString(),
    end_at: endAt.toISOString(),
  })
  return {
    site: site.siteId,
    lessons: lessonLines(lessons, language),
    data_until: dataUntil?.toISOString() ?? null,
    method: plan.method,
    gap_percent: plan.gap === null ? null : Math.round(plan.gap * 1000) / 10,
    alternatives: plan.alternatives.map(replyAlternative),
    late: replyLate(plan, language),
    before: replyIndicators(plan.before),
    after: replyIndicators(plan.after),
    operations: plan.operations,
    moved_count: plan.moves.length,
    resequenced_count: plan.resequenced,
    moved: plan.moves.slice(0, mostMoves).map(({ orderId, seq, before, after }) => ({
      order: orderId,
      seq,
      before: before && placed(before),
      after: placed(after),
    })),
    truncated: plan.moves.length > mostMoves,
    orders_beyond_horizon: plan.beyondHorizon,
    unavailable: plan.outages.map(({ machineId, fromAt, untilAt, basis }) => ({
      machine: machineId,
      from: fromAt.toISOString(),
      until: untilAt.toISOString(),
      basis,
    })),
    notes: [...plan.notes, ...plan.basis].map((note) => note[language]),
  }
}
