import { z } from 'zod'
import { processWindows, responses, zoneOf } from '../../factory/index.ts'
import { defineTool } from '../define-tool.ts'
import { processChart } from './process-chart.ts'
import { processFigures } from './process-figures.ts'
import { processReply, replyProcess } from './process-reply.ts'

const input = z.strictObject({
  equipment: z.string().min(1).optional().describe('Machine or line; omitted: all.'),
  response: z.enum(responses).default('scrap_ratio'),
  product: z.string().min(1).optional(),
  site: z.string().min(1).optional(),
  days: z.int().min(18).max(365).default(90),
  detect_percent: z.number().min(1).max(100).default(20).describe('Change a trial should find.'),
})

export const processWindowTool = defineTool({
  name: 'process_window',
  title: { zh: '工艺窗口', en: 'Process window' },
  description:
    'Which settings of machines explain scrap, speed or energy in history, adjusted for what else moved: a window within engineering limits with expected gain and interval, or why history cannot tell and, for one machine, a designed trial. Association, not cause. To set: propose_change.',
  effect: 'read',
  toolset: 'quality',
  readsUntrusted: false,
  input,
  output: processReply,
  run: async (ctx, given) => {
    const { equipment, site, product, response, days } = given
    const windows = await processWindows(ctx, {
      ...{ equipment, site, product, response, days },
      detect: given.detect_percent / 100,
    })
    const told = { response, zone: zoneOf(windows.machines[0]?.machine.zone ?? 'UTC') }
    const chart = processChart(windows, told)
    return {
      data: replyProcess(windows, { ...told, language: ctx.language }),
      figures: processFigures(windows, told),
      ...(chart === null ? {} : { chart }),
    }
  },
})
