import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** `seen` holds those that were sealed until their one run, `fresh` those that were asked once and opened. */
export const halves = ['open', 'seen', 'fresh'] as const
export type Half = (typeof halves)[number]

const span = z.strictObject({ from: z.string(), to: z.string() })
const window = z.union([
  span,
  z.strictObject({ period: z.string(), n: z.number().optional(), shift: z.string().optional() }),
])

/** Any of them is right; absent: the question leaves it to the one who answers. */
const windows = z.array(window).min(1).optional()
const filters = z.record(z.string(), z.array(z.string())).optional()
const compare = z.union([z.literal('previous_period'), span]).optional()

const kpi = z.strictObject({
  tool: z.literal('query_kpi'),
  metrics: z.array(z.string()),
  ...{ windows, filters, compare },
  dimensions: z.array(z.string()).optional(),
  grains: z.array(z.string()).optional(),
  /** Which end of the rows the answer must name. */
  top: z.enum(['asc', 'desc']).optional(),
  /** The answer must name every row beyond it. */
  threshold: z.strictObject({ op: z.enum(['<', '>']), value: z.number() }).optional(),
})

const explain = z.strictObject({
  tool: z.literal('explain_kpi'),
  metric: z.string(),
  ...{ windows, filters, compare },
})

/** Arguments of any other tool, by what they come to; `*` leaves one free, a list gives a choice. */
const other = z.looseObject({
  tool: z.enum([
    'read_machine_state',
    'machine_health',
    'search_knowledge',
    'list_orders',
    'project_stock',
    'list_tickets',
    'open_maintenance_ticket',
    'propose_schedule',
    'propose_change',
    'list_metrics',
    'find_equipment',
    'trace_lot',
  ]),
})

const call = z.union([kpi, explain, other])
const nlqCase = z.strictObject({
  id: z.string(),
  language: z.enum(['zh', 'en', 'mixed']),
  kind: z.string(),
  /** 1 plain, 2 as people speak, 3 slang, typos, several things at once. */
  difficulty: z.number().int().min(1).max(3),
  /** Who asks; by default somebody who sees every site. */
  as: z.string().default('manager@group'),
  turns: z.array(z.string()).min(1),
  /** Alternatives, each right: all of these calls, to ask back, or to say that it cannot. */
  expect: z.array(z.union([z.array(call).min(1), z.enum(['ask', 'abstain'])])).min(1),
})

export type KpiCall = z.infer<typeof kpi>
export type ExplainCall = z.infer<typeof explain>
export type OtherCall = z.infer<typeof other>
export type ExpectedCall = z.infer<typeof call>
export type NlqCase = z.infer<typeof nlqCase>

/** Who wrote it: questions of one hand share the word before the first dash of their ids. */
export const handOf = ({ id }: NlqCase): string => id.slice(0, id.indexOf('-'))

/** Questions of one half, as people would put them. */
export const readCases = (half: Half): NlqCase[] =>
  readCasesIn(new URL(`./${half}.jsonl`, import.meta.url))

/** Questions of any file, one a line. */
export function readCasesIn(file: URL | string): NlqCase[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => nlqCase.parse(JSON.parse(line)))
}
