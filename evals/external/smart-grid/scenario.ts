import { z } from 'zod'

/** The servers that the scenarios were written for, and their tools. */
const tools: Record<string, string[]> = {
  IoT: ['list_assets', 'get_asset_metadata', 'list_sensors', 'get_sensor_readings'],
  FMSR: [
    ...['list_failure_modes', 'search_failure_modes', 'get_sensor_correlation'],
    ...['get_dga_record', 'analyze_dga'],
  ],
  TSFM: ['get_rul', 'forecast_rul', 'detect_anomalies', 'trend_analysis'],
  WO: [
    ...['list_fault_records', 'get_fault_record', 'list_work_orders', 'create_work_order'],
    ...['update_work_order', 'estimate_downtime'],
  ],
}
const domainOf = new Map(
  Object.entries(tools).flatMap(([domain, names]) =>
    names.map((name) => [`${domain.toLowerCase()}.${name}`, domain]),
  ),
)

const shape = z.object({
  id: z.string(),
  type: z.enum(['IoT', 'FMSR', 'TSFM', 'WO', 'Multi']),
  text: z.string().min(1),
  domain_tags: z.array(z.enum(['IoT', 'FMSR', 'TSFM', 'WO'])).min(1),
  expected_tools: z.array(z.string()).min(1),
})

export type Scenario = z.infer<typeof shape>

/** A scenario as it was published, or what is wrong with it. */
export function readScenario(text: string): { scenario: Scenario } | { fault: string } {
  const read = shape.safeParse(JSON.parse(text))
  if (!read.success) return { fault: z.prettifyError(read.error) }
  const fault = faultIn(read.data)
  return fault === null ? { scenario: read.data } : { fault: `${read.data.id}: ${fault}` }
}

/** What it asks of, what it says it asks of, and whose tools it wants must be the same. */
function faultIn({ type, domain_tags, expected_tools }: Scenario): string | null {
  const unknown = expected_tools.filter((name) => !domainOf.has(name))
  if (unknown.length > 0) return `no tool ${unknown.join(', ')}`
  const tags = new Set<string>(domain_tags)
  const used = new Set(expected_tools.map((name) => domainOf.get(name) ?? ''))
  if (type === 'Multi' && tags.size < 2) return 'several domains need two tags'
  if (type !== 'Multi' && !(tags.size === 1 && tags.has(type))) return `tags of ${type} differ`
  if ([...used].some((one) => !tags.has(one))) return 'a tool of another domain'
  if (type === 'Multi' && [...tags].some((one) => !used.has(one))) return 'a domain without a tool'
  return null
}
