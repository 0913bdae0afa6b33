import type { Answer } from '../../agent/index.ts'
import type { ExpectedCall, KpiCall } from './cases.ts'
import { tells } from './numbers.ts'
import type { Data } from './plant.ts'

type Cell = string | number | null
type Metric = { id: string; name: string; unit: string }

/** What the answer fails to say of the reference, as words; null where it says it. */
export function unstated(answer: Answer, expected: ExpectedCall, data: Data): string | null {
  switch (expected.tool) {
    case 'query_kpi':
      return kpiUnstated(answer.answer, expected as KpiCall, data)
    case 'explain_kpi':
      return explainUnstated(answer.answer, data)
    case 'list_orders':
      return countUnstated(answer.answer, [data.total, data.late])
    case 'project_stock':
      return riskUnstated(answer.answer, data)
    case 'list_tickets':
      return countUnstated(answer.answer, [data.total])
    case 'search_knowledge':
      return cites(answer, expected.documents as string[])
    case 'open_maintenance_ticket':
    case 'propose_change':
      return answer.proposals.length > 0 ? null : 'no proposal was filed'
    case 'find_equipment':
      return namesAll(answer.answer, expected.finds as string[], data)
    case 'list_metrics':
      return expected.metric === undefined
        ? null
        : namesMetric(answer.answer, expected.metric, data)
    default:
      return null
  }
}

function kpiUnstated(text: string, expected: KpiCall, data: Data): string | null {
  const table = tableOf(data)
  if (table.rows.length === 0) return null
  const [metric] = table.metrics
  if (metric === undefined) return 'no metric'
  if (expected.threshold !== undefined) return beyondUnstated(text, expected, table)
  if (expected.top !== undefined) return topUnstated(text, expected, table)
  const values = table.rows.flatMap((row) =>
    table.metrics.map(({ id, unit }) => ({ value: table.at(row, id), unit })),
  )
  const known = values.filter(({ value }) => typeof value === 'number')
  const told = known.filter(({ value, unit }) => tells(text, value as number, unit))
  const fewest = expected.grains === undefined ? Math.min(known.length, 3) : 1
  const missing = values.length <= 6 && expected.grains === undefined ? known.length : fewest
  if (told.length >= missing) return null
  return `tells ${told.length} of ${known.length} values: ${known
    .slice(0, 6)
    .map(({ value }) => value)
    .join(', ')}`
}

type Table = {
  metrics: Metric[]
  rows: Cell[][]
  at: (row: Cell[], column: string) => Cell
  /** The ways in which a row is called. */
  namesOf: (row: Cell[]) => string[]
}

function tableOf(data: Data): Table {
  const columns = data.columns as string[]
  const names = data.names as Record<string, Record<string, string>>
  const at = (row: Cell[], column: string) => row[columns.indexOf(column)] ?? null
  const keys = columns.filter((column) => names[column] !== undefined)
  return {
    metrics: data.metrics as Metric[],
    rows: data.rows as Cell[][],
    at,
    namesOf: (row) =>
      keys.flatMap((key) => {
        const id = String(at(row, key))
        return [id, names[key]?.[id] ?? id]
      }),
  }
}

function topUnstated(text: string, { top }: KpiCall, table: Table): string | null {
  const [metric] = table.metrics
  if (metric === undefined) return 'no metric'
  const known = table.rows.filter((row) => typeof table.at(row, metric.id) === 'number')
  const values = known.map((row) => table.at(row, metric.id) as number)
  if (values.length === 0) return null
  const best = top === 'asc' ? Math.min(...values) : Math.max(...values)
  if (tells(text, best, metric.unit)) return null
  return `does not tell ${best} ${metric.unit} of the first row`
}

function beyondUnstated(text: string, { threshold }: KpiCall, table: Table): string | null {
  const [metric] = table.metrics
  if (metric === undefined || threshold === undefined) return null
  const { op, value: limit } = threshold
  const isBeyond = (value: Cell) =>
    typeof value === 'number' && (op === '<' ? value < limit : value > limit)
  const split = Map.groupBy(table.rows, (row) => isBeyond(table.at(row, metric.id)))
  const told = (row: Cell[]) => tells(text, Number(table.at(row, metric.id)), metric.unit)
  const beyond = (split.get(true) ?? []).slice(0, 10)
  const missing = beyond.filter((row) => !told(row))
  if (missing.length === 0) return null
  return `leaves out ${missing.flatMap((row) => table.namesOf(row)[0] ?? []).join(', ')}`
}

function explainUnstated(text: string, { before, now, change, metric }: Data): string | null {
  const { unit } = metric as Metric
  const known = [before, now, change].filter((one): one is number => typeof one === 'number')
  if (known.length === 0 || known.some((one) => tells(text, one, unit))) return null
  return `tells none of ${known.join(', ')}`
}

/** Nothing is said in many ways. */
function countUnstated(text: string, counts: unknown[]): string | null {
  const known = counts.map(Number)
  if (known.includes(0) || known.some((count) => tells(text, count, 'count'))) return null
  return `tells none of the counts ${known.join(', ')}`
}

/** How likely the first one runs out, where anything is told of it. */
function riskUnstated(text: string, data: Data): string | null {
  const [first] = data.materials as { material: string; risk_percent: number | null }[]
  const risk = first?.risk_percent ?? null
  if (risk === null || tells(text, risk, '%')) return null
  return `does not tell the risk ${risk} % of ${first?.material}`
}

function cites({ citations }: Answer, documents: string[]): string | null {
  if (citations.some(({ document }) => documents.includes(document))) return null
  return `cites ${citations.map(({ document }) => document).join(', ') || 'nothing'}`
}

function namesAll(text: string, ids: string[], data: Data): string | null {
  const rows = data.equipment as { id: string; name: string }[]
  const missing = ids.filter((id) => {
    const name = rows.find((row) => row.id === id)?.name ?? id
    return !text.includes(id) && !text.includes(name)
  })
  return missing.length === 0 ? null : `does not name ${missing.join(', ')}`
}

function namesMetric(text: string, metric: unknown, data: Data): string | null {
  const rows = data.metrics as {
    id: string
    name_zh: string
    name_en: string
    synonyms: string[]
  }[]
  const found = rows.find(({ id }) => id === metric)
  if (found === undefined) return `did not find ${metric}`
  const words = [found.id, found.name_zh, found.name_en, ...found.synonyms]
  const lower = text.toLowerCase()
  return words.some((word) => lower.includes(word.toLowerCase())) ? null : `does not name ${metric}`
}
