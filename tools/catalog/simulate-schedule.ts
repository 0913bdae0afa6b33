import { z } from 'zod'
import { helpOrder, readMachineHistory, tryPlan } from '../../factory/index.ts'
import { defineTool, type ToolContext } from '../define-tool.ts'
import { type Asked, planAsked } from './plan-asked.ts'
import { indicatorFigures } from './schedule-indicators.ts'
import { scheduleWorld, usualHorizonHours } from './schedule-input.ts'
import { planReply, replyPlan } from './schedule-reply.ts'
import { lateReply, replyLateOrder } from './schedule-why.ts'

const mostOrders = 10

const input = z.strictObject({
  ...scheduleWorld,
  order: z.string().optional().describe('Also: why it is late, what would make it on time.'),
  runs: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe('Also: random runs by run times and breakdowns of 90 days.'),
})

const spread = z.strictObject({ p10: z.number(), p50: z.number(), p90: z.number() })
const robust = z.strictObject({
  runs: z.int(),
  late_orders: spread,
  tardiness_h: spread,
  /** The least sure first. */
  orders: z.array(
    z.strictObject({ order: z.string(), on_time_percent: z.number(), end_p90: z.string() }),
  ),
})

const output = z.strictObject({
  plan: z.strictObject(planReply),
  why: lateReply.nullable().describe('Of `order`, as planned now.'),
  helps: z
    .array(
      z.strictObject({
        ...{ what: z.string(), machine: z.string().nullable(), end_at: z.string() },
        ...{ late_h: z.number(), others_late_h: z.number() },
      }),
    )
    .describe('Planned anew for each.'),
  robust: z.strictObject({ before: robust.nullable(), after: robust.nullable() }).nullable(),
})

export const simulateScheduleTool = defineTool({
  name: 'simulate_schedule',
  title: { zh: '模拟排程', en: 'Try a schedule' },
  description:
    'What if: plans like propose_schedule, same fields, and files nothing: what the plan comes to, why orders stay late, what would make one on time, how sure it is.',
  effect: 'read',
  toolset: 'planning',
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, given) => {
    const asked = await planAsked(ctx, { ...given, horizon_hours: usualHorizonHours })
    const { order, runs } = given
    return {
      data: {
        plan: replyPlan(asked.planned, ctx.language),
        ...(order === undefined ? { why: null, helps: [] } : await helpsOf(ctx, asked, order)),
        robust: runs === 0 ? null : await robustOf(ctx, asked, runs),
      },
      figures: indicatorFigures(asked.planned),
    }
  },
})

const round = (value: number) => Math.round(value * 10) / 10

async function helpsOf({ signal, language }: ToolContext, { rows, frame }: Asked, orderId: string) {
  const { why, helps } = await helpOrder(rows, frame, { orderId, signal })
  return {
    why: why && replyLateOrder(why, language),
    helps: helps.map(({ lever, endAt, lateH, othersLateH }) => ({
      what: lever.kind,
      machine: lever.kind === 'machine_back' ? lever.machineId : null,
      end_at: endAt.toISOString(),
      ...{ late_h: round(lateH), others_late_h: round(othersLateH) },
    })),
  }
}

async function robustOf(ctx: ToolContext, { rows, frame, planned }: Asked, runs: number) {
  const { db, principal, signal } = ctx
  const { siteId } = planned.site
  const history = await db.tx('read', (tx) => readMachineHistory(tx, siteId, frame.now), {
    ...{ principal, signal },
  })
  const tried = async (slots: typeof rows.slots) => {
    const replayed = await tryPlan(rows, frame, { slots, history, runs, signal })
    return replayed && replyRobust(replayed, planned.plan.plannedAt)
  }
  return { before: await tried(rows.slots), after: await tried(planned.plan.slots) }
}

type Replayed = NonNullable<Awaited<ReturnType<typeof tryPlan>>>

function replyRobust(
  { runs, lateOrders, tardinessS, orders }: Replayed,
  plannedAt: Date,
): z.output<typeof robust> {
  const { p10, p50, p90 } = tardinessS
  const unsure = orders
    .toSorted((a, b) => a.onTime - b.onTime || b.endS.p90 - a.endS.p90)
    .slice(0, mostOrders)
  return {
    ...{ runs, late_orders: lateOrders },
    tardiness_h: { p10: round(p10 / 3600), p50: round(p50 / 3600), p90: round(p90 / 3600) },
    orders: unsure.map(({ orderId, onTime, endS }) => ({
      ...{ order: orderId, on_time_percent: round(100 * onTime) },
      end_p90: new Date(plannedAt.getTime() + 1000 * endS.p90).toISOString(),
    })),
  }
}
