import { z } from 'zod'
import { traceSiteLots } from '../../factory/index.ts'
import { defineTool } from '../define-tool.ts'
import { traceChart } from './trace-chart.ts'
import { traceFigures } from './trace-figures.ts'
import { traceNotes } from './trace-notes.ts'
import { replyTrace, traceReply } from './trace-reply.ts'

const input = z.strictObject({
  lots: z.array(z.string().min(1)).max(50).default([]).describe('Omitted: bad ones.'),
  cause: z.string().min(1).optional().describe('kind:id; who shares it.'),
  site: z.string().min(1).optional(),
  days: z.int().min(1).max(365).default(28),
  limit: z.int().min(1).max(500).default(50),
})

export const traceLotTool = defineTool({
  name: 'trace_lot',
  title: { zh: '批次追溯', en: 'Trace a lot' },
  description:
    'One product or material lot: all that went into it and came of it, at any depth, its exposures, measurements, shipments. Several lots, or the bad ones: what they share that others of the product do not, and which lots, shipped or not, share it. Association, not cause. To hold: propose_change.',
  effect: 'read',
  toolset: 'quality',
  readsUntrusted: false,
  input,
  output: traceReply,
  run: async (ctx, given) => {
    const { lots, cause, site, days, limit } = given
    const trace = await traceSiteLots(ctx, { lots, cause, site, days, limit })
    const notes = traceNotes(trace, ctx.language)
    const chart = traceChart(trace, ctx.language)
    return {
      data: replyTrace(trace, { limit, notes, language: ctx.language }),
      figures: traceFigures(trace),
      ...(chart === null ? {} : { chart }),
    }
  },
})
