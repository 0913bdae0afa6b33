import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import {
  type Exclusion,
  findAsset,
  findSite,
  objectives,
  parseInstant,
  planSite,
  readPlantRows,
  type SitePlan,
  type SiteRow,
  zoneOf,
} from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import { defineTool, type ToolContext } from '../define-tool.ts'
import { fileProposal, proposalReply } from './file-proposal.ts'
import { despiteLesson, lessonLines } from './lesson-constraints.ts'
import { scenario, scenarioChanges } from './scenario.ts'
import { scheduleChart } from './schedule-chart.ts'
import {
  indicatorFigures,
  indicatorsReply,
  type PlannedSite,
  replyAlternative,
  replyIndicators,
  scheduleDraft,
  schedulePrediction,
} from './schedule-draft.ts'
import { scheduleLessons } from './schedule-lessons.ts'
import { lateReply, replyLate } from './schedule-why.ts'

const mostMoves = 20

const input = z.strictObject({
  site: z.string().min(1).describe('Site id or name.'),
  horizon_hours: z
    .int()
    .min(1)
    .max(24 * 60)
    .default(168)
    .describe('Orders released within so many hours are planned.'),
  objective: z
    .enum(objectives)
    .default('due_dates')
    .describe('What counts most: short delays, an early finish, few set-ups, or few moves.'),
  exclude_machines: z
    .array(
      z.strictObject({
        machine: z.string().min(1),
        from: z.string().optional().describe('Omitted: from now on.'),
        hours: z
          .number()
          .positive()
          .max(24 * 60),
      }),
    )
    .max(50)
    .default([])
    .describe('Machines to keep free for a while: maintenance, or what if.'),
  scenario,
  despite_lesson: despiteLesson,
})

const place = z.strictObject({ machine: z.string(), start_at: z.string(), end_at: z.string() })

const output = z.strictObject({
  proposal: proposalReply.nullable().describe('null: the current schedule needs no change.'),
  site: z.string(),
  method: z.string(),
  before: indicatorsReply.describe('The current sequence, carried out as things are now.'),
  after: indicatorsReply,
  alternatives: z
    .array(
      z.strictObject({
        ...{ objective: z.string(), moved_count: z.int(), late_orders: z.int() },
        ...{ tardiness_h: z.number(), makespan_h: z.number(), setup_h: z.number() },
      }),
    )
    .describe('What other objectives would come to; the first is proposed.'),
  late: z.array(lateReply).describe('Why orders stay late, the latest first.'),
  gap_percent: z.number().nullable().describe('At most so far from the best; null: not known.'),
  operations: z.int(),
  moved_count: z.int(),
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
  lessons: z.array(z.string()).describe('What people taught, and what came of it.'),
  data_until: z.string().nullable(),
})

type Input = z.output<typeof input>

export const proposeScheduleTool = defineTool({
  name: 'propose_schedule',
  title: { zh: '提议新排程', en: 'Propose a schedule' },
  description:
    'Plans the open orders of a site anew, with finite capacity, set-ups between product families, machines that are down, and running work left where it is; compares it with the current sequence and with other objectives, and proposes it. Nothing is published by this call: a person approves or rejects it in the inbox at inbox_url; follow it with action_status. `moved` shows the soonest 20 of moved_count.',
  effect: 'propose',
  toolset: 'planning',
  card: true,
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, given) => {
    const now = ctx.clock()
    const { site, exclusions, changes, rows, lessons } = await ctx.db.tx(
      'read',
      (tx) => lookAt(tx, given, now),
      {
        principal: ctx.principal,
        signal: ctx.signal,
      },
    )
    const { objective, horizon_hours: horizonHours } = given
    const { signal } = ctx
    const plan = await planSite(rows, { now, horizonHours, objective, exclusions, changes, signal })
    if (plan.operations === 0) throw nothingToPlan(site, plan)
    const despite = given.despite_lesson
    const situation = { site, objective, plan, dataUntil: rows.dataUntil, lessons, despite }
    const proposal = plan.moves.length === 0 ? null : await fileSchedule(ctx, situation)
    const chart = scheduleChart(site, plan)
    return {
      data: {
        proposal,
        site: site.siteId,
        ...replyOf(plan, ctx.language),
        lessons: lessonLines(lessons, ctx.language),
        data_until: rows.dataUntil?.toISOString() ?? null,
      },
      figures: indicatorFigures(situation),
      ...(chart ? { chart } : {}),
      ...(proposal ? { proposal } : {}),
    }
  },
})

const fileSchedule = async (ctx: ToolContext, planned: PlannedSite) =>
  fileProposal(ctx, {
    ...scheduleDraft(planned),
    prediction: await schedulePrediction(ctx, planned),
  })

async function lookAt(tx: Tx, given: Input, now: Date) {
  const site = await findSite(tx, given.site)
  const exclusions: Exclusion[] = []
  for (const [index, { machine, from, hours }] of given.exclude_machines.entries()) {
    const field = `exclude_machines.${index}.machine`
    const asset = await findAsset(tx, { siteId: site.siteId, field, typed: machine })
    if (asset.level !== 'machine') throw notAMachine(field, asset)
    const typed = { field: `exclude_machines.${index}.from`, zone: zoneOf(site.zone) }
    const fromAt = from === undefined ? now : parseInstant({ ...typed, typed: from })
    exclusions.push({ machineId: asset.id, fromAt, hours })
  }
  const rows = await readPlantRows(tx, site.siteId, now)
  const changes = scenarioChanges(given.scenario, { site, orders: rows.orders.map(({ id }) => id) })
  const machines = rows.machines.map(({ id }) => id)
  const taught = await scheduleLessons(tx, { site, now, machines, given })
  return {
    ...{ site, changes, rows, lessons: taught.used },
    exclusions: [...exclusions, ...taught.exclusions],
  }
}

const notAMachine = (field: string, { id, level }: { id: string; level: string }) =>
  new AppError('invalid_input', `${field}: ${id} is a ${level}, not a machine.`, {
    field,
    hint: 'Name each machine by itself; find_equipment lists them.',
  })

const nothingToPlan = ({ siteId }: SiteRow, { beyondHorizon }: SitePlan) =>
  new AppError('not_found', `Nothing is left to plan at ${siteId}.`, {
    field: 'site',
    hint:
      beyondHorizon > 0
        ? `${beyondHorizon} orders are released later: raise horizon_hours.`
        : 'It has no open order with operations; list_orders shows all of them.',
  })

function replyOf(plan: SitePlan, language: ToolContext['language']) {
  const placed = ({ machineId, startAt, endAt }: SitePlan['moves'][number]['after']) => ({
    machine: machineId,
    start_at: startAt.toISOString(),
    end_at: endAt.toISOString(),
  })
  return {
    method: plan.method,
    gap_percent: plan.gap === null ? null : Math.round(plan.gap * 1000) / 10,
    alternatives: plan.alternatives.map(replyAlternative),
    late: replyLate(plan, language),
    before: replyIndicators(plan.before),
    after: replyIndicators(plan.after),
    operations: plan.operations,
    moved_count: plan.moves.length,
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
    notes: plan.notes.map((note) => note[language]),
  }
}
