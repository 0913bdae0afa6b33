import { z } from 'zod'
import { draftChange, readUsage, trialDays, tryDefinitions } from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import { defineTool, type ToolContext } from '../define-tool.ts'
import { fileProposal, proposalReply } from './file-proposal.ts'
import { changedFields, type MetricSituation, metricDraft } from './metric-change-draft.ts'
import { readable } from './readable.ts'

const input = z.strictObject({
  metric: z.string().min(1).max(80).describe('Id, name or synonym; for a new metric its id.'),
  scope: z.string().default('group').describe('Site id, or group.'),
  action: z.enum(['change', 'retire']).default('change'),
  definition: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      'Fields to change: names {zh,en}, synonyms {zh[],en[]}, unit, better, formula {factors:[{numerator[],denominator[]}],scale,needs[],without[]}, drivers[], dimensions[], source {standard}, note {zh,en}, owner (role), level. A new metric needs all but drivers.',
    ),
  draft: z.boolean().default(false).describe('Only show what it would change; file nothing.'),
})

const cell = z.union([z.string(), z.number(), z.null()])

const output = z.strictObject({
  proposal: proposalReply.nullable().describe('null for a draft.'),
  metric: z.string(),
  scope: z.string(),
  version: z.number().nullable().describe('That stands now.'),
  changes: z.array(z.array(cell)).describe('Field, before, after.'),
  values: z.array(z.array(cell)).describe('Site, from, to, before, after.'),
})

export const proposeMetricChangeTool = defineTool({
  name: 'propose_metric_change',
  title: { zh: '提议修改指标', en: 'Propose a metric change' },
  description: `Proposes a new version of a metric definition, a new metric, or its retirement, for the group or a site. Shows the fields that change and the figures of the last ${trialDays} days by both definitions. Nothing changes yet: people decide at inbox_url; follow with action_status. Earlier answers keep their version. Only owners of the metric may propose. Measures and dimensions are those that list_metrics shows.`,
  effect: 'propose',
  toolset: 'metrics',
  card: true,
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, given) => {
    const situation = await ctx.db.tx('read', (tx) => lookAt(tx, ctx, given), {
      principal: ctx.principal,
      signal: ctx.signal,
    })
    const proposal = given.draft ? null : await fileProposal(ctx, metricDraft(situation))
    const { change, current, trials } = situation
    return {
      data: {
        proposal,
        metric: change.definition.id,
        scope: change.siteId,
        version: current?.version ?? null,
        changes: changedFields(situation).map(({ label, before, after }) => [
          label[ctx.language],
          before,
          after,
        ]),
        values: trials.map(({ siteId, window, before, after }) => [
          siteId,
          window.from.toISOString(),
          window.to.toISOString(),
          readable(before),
          readable(after),
        ]),
      },
      ...(proposal ? { proposal } : {}),
    }
  },
})

type Given = z.output<typeof input>

async function lookAt(tx: Tx, ctx: ToolContext, given: Given): Promise<MetricSituation> {
  const { metric, scope, action, definition: fields } = given
  const drafted = await draftChange(tx, { metric, scope, action, fields }, ctx.principal)
  const { change, current } = drafted
  const trials = await tryDefinitions(tx, {
    before: current,
    after: change.action === 'retire' ? null : change.definition,
    scope,
    now: ctx.clock(),
  })
  const usage = await readUsage(tx, [change.definition.id])
  return { ...drafted, trials, usage }
}
