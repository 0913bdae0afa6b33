import type { GetPromptResult, McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Language } from '../../base/language.ts'

const language = z.enum(['zh', 'en']).optional().describe('Language of the report 报告语言')

const shiftReport = z.strictObject({
  site: z.string().describe('Site id, for example suzhou 工厂'),
  shift: z.string().optional().describe('day, evening or night; default: the last one 班次'),
  date: z.string().optional().describe('Local day, YYYY-MM-DD 日期'),
  language,
})

const machineDiagnosis = z.strictObject({
  machine: z.string().describe('Machine id or name, for example SZ-CNC-03 设备'),
  language,
})

/** Two ways of working that people ask for most, as prompts. */
export function registerPrompts(server: McpServer, spoken: Language): void {
  server.registerPrompt(
    'shift_report',
    {
      title: spoken === 'zh' ? '班次报告' : 'Shift report',
      description:
        'What a shift made, lost and left open, with traced numbers. 班次产出、损失与遗留。',
      argsSchema: shiftReport,
    },
    (args) => asked(shiftReportText[args.language ?? spoken](args)),
  )
  server.registerPrompt(
    'machine_diagnosis',
    {
      title: spoken === 'zh' ? '设备诊断' : 'Machine diagnosis',
      description: 'Why a machine stops, with evidence and manuals. 设备停机原因与依据。',
      argsSchema: machineDiagnosis,
    },
    (args) => asked(machineDiagnosisText[args.language ?? spoken](args)),
  )
}

function asked(text: string): GetPromptResult {
  return { messages: [{ role: 'user', content: { type: 'text', text } }] }
}

type ShiftReport = z.infer<typeof shiftReport>
type MachineDiagnosis = z.infer<typeof machineDiagnosis>

const shiftReportText = {
  en: ({ site, shift, date }: ShiftReport) =>
    `Write the report of ${shift ?? 'the last'} shift${date ? ` of ${date}` : ''} at site ${site}.
1. query_kpi: output, scrap and OEE with its three factors, by line, compared with the same shift a week before.
2. query_kpi: downtime by reason, the five largest.
3. list_tickets: those opened in the shift or still open. list_orders: those that run late.
Give every number with unit and window, name what is missing, and end with at most three things the next shift should do.`,
  zh: ({ site, shift, date }: ShiftReport) =>
    `请写 ${site} 工厂${date ? ` ${date} ` : ''}${shift ?? '上一个'}班次的报告。
1. query_kpi：各产线的产量、废品、OEE 及其三个因子，并与一周前同一班次比较。
2. query_kpi：按原因的停机时间，取前五。
3. list_tickets：本班开立或仍未关闭的工单；list_orders：将要延期的订单。
每个数字写明单位和时间窗，说明缺什么数据，最后给下一班最多三条建议。`,
}

const machineDiagnosisText = {
  en: ({ machine }: MachineDiagnosis) =>
    `Find out why machine ${machine} stops or runs badly.
1. find_equipment and read_machine_state: what it is and what it does now.
2. query_kpi: downtime by reason, MTBF and MTTR, last 30 days against the 30 before.
3. list_tickets: what was done to it. search_knowledge: what the manuals say of the leading reason; quote with page.
State the likeliest cause with its evidence and what speaks against it. If maintenance is needed, file it with open_maintenance_ticket; a person decides.`,
  zh: ({ machine }: MachineDiagnosis) =>
    `请查明设备 ${machine} 停机或运行不良的原因。
1. find_equipment 和 read_machine_state：它是什么，现在状态如何。
2. query_kpi：按原因的停机时间、MTBF、MTTR，最近 30 天与之前 30 天比较。
3. list_tickets：做过哪些维修；search_knowledge：手册对主要原因怎么说，引用并注明页码。
给出最可能的原因、依据和反证。如需维修，用 open_maintenance_ticket 提交，由人决定。`,
}
