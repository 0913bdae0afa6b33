import { axisLabels } from '../../charts/index.ts'
import type { Figure, KpiReply } from '../../server/http/contract.ts'
import type { Language } from '../app/format.ts'

export type KpiCell = { now: Figure; before: Figure | null }
export type KpiRow = {
  /** One per key of the reply. */
  ids: string[]
  names: string[]
  /** One per metric. */
  cells: KpiCell[]
}

/** Figures come row by row, metric by metric; see KpiReply. */
export function kpiRows(reply: KpiReply, language: Language): KpiRow[] {
  const { metrics, figures, compared, keys } = reply
  const step = compared ? 2 : 1
  const width = Math.max(1, metrics.length * step)
  const groups = Array.from({ length: Math.floor(figures.length / width) }, (_, at) =>
    figures.slice(at * width, (at + 1) * width),
  )
  const rows = groups.map((group) => {
    const cells = metrics.flatMap((_, at) => {
      const now = group[at * step]
      return now === undefined ? [] : [{ now, before: (compared && group[at * 2 + 1]) || null }]
    })
    return { ids: keys.map((key) => cells[0]?.now.dimensions[key] ?? ''), cells }
  })
  const columns = keys.map((key, at) =>
    namesOf(reply, { key, ids: rows.map(({ ids }) => ids[at] ?? '') }, language),
  )
  return rows.map((row, at) => ({ ...row, names: columns.map((column) => column[at] ?? '') }))
}

type Column = { key: string; ids: string[] }

function namesOf({ names }: KpiReply, { key, ids }: Column, language: Language): string[] {
  const known = names[key]
  if (known === undefined) return axisLabels(ids, language)
  return ids.map((id) => known[id] ?? id)
}

/** Null where either side has no number: nothing is not zero. */
export function changeOf({ now, before }: KpiCell): number | null {
  if (before === null || now.value === null || before.value === null) return null
  return now.value - before.value
}

/** A change of a percentage is in points. */
export const changeUnit = (unit: string): string => (unit === '%' ? 'pp' : unit)
