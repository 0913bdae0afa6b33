import { z } from 'zod'
import type { AnyTool } from '../../tools/index.ts'
import type { Call } from './calls.ts'

/** A call that must be refused, with the argument that the refusal must name. */
export type Malformed = { kind: string; call: Call; field: string }

type Json = Record<string, unknown>
type Fault = { kind: string; value: unknown }

const huge = 'x'.repeat(600_000)

/** What can be wrong with a right call, argument by argument, as its schema says. */
export function malformedOf(tool: AnyTool, right: Call): Malformed[] {
  const schema = z.toJSONSchema(tool.input, { io: 'input' }) as Json
  const properties = schema.properties as Record<string, Json>
  const required = (schema.required ?? []) as string[]
  const having = (args: Json): Call => ({ name: tool.name, arguments: args })
  const withOne = (field: string, { kind, value }: Fault): Malformed => {
    return { kind, field, call: having({ ...right.arguments, [field]: value }) }
  }
  const missing = required.map((field) => {
    const { [field]: _, ...rest } = right.arguments
    return { kind: 'missing', field, call: having(rest) }
  })
  const unknown = [...Object.keys(properties).map((name) => `${name}x`), 'approved', '$where']
  return [
    ...missing,
    ...unknown.map((field) => withOne(field, { kind: 'unknown field', value: true })),
    ...Object.entries(properties).flatMap(([field, node]) =>
      faultsOf(node)
        .filter(({ value }) => !accepts(tool, field, value))
        .map((fault) => withOne(field, fault)),
    ),
  ]
}

const accepts = (tool: AnyTool, field: string, value: unknown): boolean =>
  value !== huge && Boolean(tool.input.shape[field]?.safeParse(value).success)

/** Values for an argument that its schema does not have; what it takes after all is left out. */
function faultsOf(node: Json): Fault[] {
  const typed = ['text', 4.5, true, {}, []].map((value) => ({ kind: 'wrong type', value }))
  const lists = node.type === 'array' ? [[null], [{}], [1, 2]] : []
  return [
    ...typed.filter(({ value }) => !sameType(node, value)),
    ...lists.map((value) => ({ kind: 'wrong type', value })),
    ...rangeFaults(node),
    ...(node.enum ? [{ kind: 'wrong enum', value: `${(node.enum as string[])[0]}s` }] : []),
    ...(node.type === 'string' ? [{ kind: 'oversize', value: huge }] : []),
    ...(isNumber(node)
      ? ['30 min', '5%', '1h'].map((value) => ({ kind: 'wrong unit', value }))
      : []),
    ...(node.type === 'object' ? [{ kind: 'unknown field', value: { nowhere: 1 } }] : []),
  ]
}

const isNumber = ({ type }: Json): boolean => type === 'number' || type === 'integer'

const sameType = ({ type }: Json, value: unknown): boolean =>
  Array.isArray(value) ? type === 'array' : type === typeof value

function rangeFaults({ type, minimum, maximum, minLength, maxLength }: Json): Fault[] {
  const kind = 'out of range'
  const numbers = [
    ...(typeof minimum === 'number' ? [minimum - 1] : []),
    ...(typeof maximum === 'number' ? [maximum + 1] : []),
  ]
  const lengths = type === 'string' && typeof maxLength === 'number' ? [maxLength + 1] : []
  return [
    ...numbers.map((value) => ({ kind, value })),
    ...(typeof minLength === 'number' ? [{ kind, value: '' }] : []),
    ...lengths.map((length) => ({ kind, value: 'x'.repeat(length) })),
  ]
}

/** What only the plant can tell to be wrong: names, ranges of windows, units. */
export const wrongHere: Malformed[] = [
  of('query_kpi', { metrics: ['oe'], window: { period: 'today' } }, 'metrics'),
  of('query_kpi', { metrics: [], window: { period: 'today' } }, 'metrics'),
  of('query_kpi', { metrics: ['oee'], window: {} }, 'window'),
  of('query_kpi', { metrics: ['oee'], window: { period: 'last_n_days' } }, 'window'),
  of('query_kpi', { metrics: ['oee'], window: { period: 'last_n_days', n: -3 } }, 'window'),
  of('query_kpi', { metrics: ['oee'], window: { from: '2026-13-40', to: '2026-12-01' } }, 'window'),
  of('query_kpi', { metrics: ['oee'], window: { from: '2026-11-20', to: '2026-11-10' } }, 'window'),
  of('query_kpi', { metrics: ['oee'], window: { period: 'today' }, limit: 0 }, 'limit'),
  of('query_kpi', { metrics: ['oee'], window: { period: 'today' }, limit: 501 }, 'limit'),
  of(
    'query_kpi',
    { metrics: ['oee'], window: { period: 'today' }, filters: { line: ['SZ-L99'] } },
    'filters',
  ),
  of(
    'query_kpi',
    { metrics: ['oee'], window: { period: 'today' }, order: { by: 'price', direction: 'asc' } },
    'order',
  ),
  of('explain_kpi', { metric: 'oeee', window: { period: 'today' } }, 'metric'),
  of('find_equipment', { site: 'nowhere' }, 'site'),
  of('read_machine_state', { machine: 'SZ-CNC-99' }, 'machine'),
  of('read_machine_state', { machine: 'SZ-CNC-03', tag: 'colour' }, 'tag'),
  of('machine_health', { equipment: 'SZ-CNC-99' }, 'equipment'),
  of('read_document', { document: 'no-such-document' }, 'document'),
  of('list_tickets', { equipment: 'SZ-CNC-99' }, 'equipment'),
  of('list_tickets', { from: 'yesterday-ish' }, 'from'),
  of('list_orders', { product: 'no such product' }, 'product'),
  of('simulate_schedule', { site: 'suzhou', order: 'SZ-WO-0' }, 'order'),
  of('propose_schedule', { site: 'nowhere' }, 'site'),
  of('open_maintenance_ticket', { equipment: 'SZ-CNC-99', title: 'Leak' }, 'equipment'),
  of('propose_metric_change', { metric: 'oee', scope: 'nowhere' }, 'scope'),
  of('action_status', { action_id: 'act_0' }, 'action_id'),
]

function of(name: string, args: Json, field: string): Malformed {
  return { kind: 'wrong here', call: { name, arguments: args }, field }
}
