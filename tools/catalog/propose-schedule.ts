import { z } from 'zod'
import { defineTool, type ToolContext } from '../define-tool.ts'
import { fileProposal, proposalReply } from './file-proposal.ts'
import { despiteLesson } from './lesson-constraints.ts'
import { planAsked } from './plan-asked.ts'
import type { PlannedSite } from './planned-site.ts'
import { scheduleChart } from './schedule-chart.ts'
import { scheduleDraft, schedulePrediction } from './schedule-draft.ts'
import { indicatorFigures } from './schedule-indicators.ts'
import { scheduleInput } from './schedule-input.ts'
import { planReply, replyPlan } from './schedule-reply.ts'

const input = z.strictObject({
  ...scheduleInput,
  despite_lesson: despiteLesson,
})

const output = z.strictObject({
  proposal: proposalReply.nullable().describe('null: the current schedule needs no change.'),
  ...planReply,
})

export const proposeScheduleTool = defineTool({
  name: 'propose_schedule',
  title: { zh: '提议新排程', en: 'Propose a schedule' },
  description:
    'Plans the open orders of a site anew, with capacity, people, material, set-ups, machines that are down and running work kept; compares it with the current sequence and other objectives, and proposes it. Nothing is published yet: people decide at inbox_url; follow with action_status. `moved` shows the soonest 20 of moved_count.',
  effect: 'propose',
  toolset: 'planning',
  card: true,
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, given) => {
    const { planned: situation } = await planAsked(ctx, given)
    const { site, plan } = situation
    const proposal = plan.moves.length === 0 ? null : await fileSchedule(ctx, situation)
    const chart = scheduleChart(site, plan)
    return {
      data: {
        proposal,
        ...replyPlan(situation, ctx.language),
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
