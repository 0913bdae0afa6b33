import { z } from 'zod'
import { projectSiteStock } from '../../factory/index.ts'
import { defineTool } from '../define-tool.ts'
import { stockChart } from './stock-chart.ts'
import { stockFigures } from './stock-figures.ts'
import { stockNotes } from './stock-notes.ts'
import { replyStock, stockReply } from './stock-reply.ts'

const input = z.strictObject({
  site: z.string().optional().describe('Omitted: that of the material, or the only one.'),
  material: z.string().optional().describe('Omitted: all, the riskiest first.'),
  days: z.int().min(1).max(90).default(28),
  risk_percent: z.number().min(0.5).max(50).default(5).describe('Accepted, for `order`.'),
  late: z
    .array(
      z.strictObject({
        of: z.string().describe('Supplier or purchase line.'),
        days: z.number().min(0).max(90),
      }),
    )
    .max(10)
    .default([])
    .describe('Comes later than it would.'),
  demand_percent: z.number().min(-100).max(300).default(0).describe('More demand.'),
  limit: z.int().min(1).max(100).default(10),
})

export const projectStockTool = defineTool({
  name: 'project_stock',
  title: { zh: '推演库存', en: 'Project stock' },
  description:
    'When materials run out: stock by day from counts, planned orders, BOM and lines on order, by random runs over past delays, scrap and use: risk, 10-90 % band, supplier records, what to order by when; what if by `late`, `demand_percent`. Files nothing: buy by propose_change.',
  effect: 'read',
  toolset: 'planning',
  readsUntrusted: false,
  input,
  output: stockReply,
  run: async (ctx, given) => {
    const stock = await projectSiteStock(ctx, {
      ...{ site: given.site, material: given.material, days: given.days, late: given.late },
      ...{ level: given.risk_percent / 100, demandPercent: given.demand_percent },
    })
    const notes = stockNotes(stock, ctx.language)
    const data = replyStock(stock, { ...given, notes, language: ctx.language })
    const shown = new Set(data.materials.map(({ material }) => material))
    const chart = stockChart(stock, shown)
    return {
      data,
      figures: stockFigures(stock, shown),
      ...(chart === null ? {} : { chart }),
    }
  },
})
