import { completable, type GetPromptResult, type McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Language, Localized } from '../../base/language.ts'
import type { Completions } from './completions.ts'
import { promptTexts } from './prompt-texts.ts'

type Told<Args> = { title: Localized; description: string } & Record<
  Language,
  (args: Args) => string
>

const language = z.enum(['zh', 'en']).optional().describe('Language of the answer 回答语言')
const date = z.string().optional().describe('Local day, YYYY-MM-DD 日期')
const shift = z.string().optional().describe('day, evening or night; default: the last one 班次')

/** Ways of working that people ask for most, as prompts. */
export function registerPrompts(
  server: McpServer,
  { spoken, complete }: { spoken: Language; complete: Completions },
): void {
  const site = completable(z.string().describe('Site id, for example suzhou 工厂'), complete.site)
  const metricId = z.string().describe('Metric id; default: oee 指标')
  const metric = completable(metricId, complete.metric).optional()
  const machine = completable(
    z.string().describe('Machine id or name, for example SZ-CNC-03 设备'),
    complete.machine,
  )
  const prompt = <Shape extends z.ZodRawShape>(
    name: string,
    told: Told<z.output<z.ZodObject<Shape>>>,
    shape: Shape,
  ) => {
    const config = {
      title: told.title[spoken],
      description: told.description,
      argsSchema: z.strictObject({ ...shape, language }),
    }
    server.registerPrompt(name, config, (args) => {
      const wanted = (args as { language?: Language }).language ?? spoken
      return asked(told[wanted](args as z.output<z.ZodObject<Shape>>))
    })
  }
  prompt('shift_report', promptTexts.shiftReport, { site, shift, date })
  prompt('shift_handover', promptTexts.shiftHandover, { site, shift, date })
  prompt('why_metric', promptTexts.whyMetric, { site, metric })
  prompt('daily_report', promptTexts.dailyReport, { site, date })
  prompt('late_orders', promptTexts.lateOrders, { site })
  prompt('machine_diagnosis', promptTexts.machineDiagnosis, { machine })
}

function asked(text: string): GetPromptResult {
  return { messages: [{ role: 'user', content: { type: 'text', text } }] }
}
