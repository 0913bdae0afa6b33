import type { Figure, KpiReply } from '../../server/http/contract.ts'
import type { Language } from '../app/format.ts'
import { dimensionWord } from '../chat/code-words.ts'
import { changeOf, type KpiCell, kpiRows } from './kpi-rows.ts'
import type { ExplorerWords } from './words-en.ts'

type Cell = string | number | null

/**
 * A result as a spreadsheet reads it: every digit, names beside ids, and the window of each row, so
 * that a number stays traceable outside.
 */
export function csvOf(reply: KpiReply, language: Language, words: ExplorerWords['csv']): string {
  const { keys, metrics, compared, figures } = reply
  const valueNames = metrics.flatMap(({ name, unit, version }) => {
    const own = `${name} v${version}${unit === 'count' ? '' : ` (${unit})`}`
    return compared ? [own, `${own} ${words.before}`, `${own} ${words.change}`] : [own]
  })
  const [first] = figures
  const filtered = Object.keys(first?.dimensions ?? {}).filter((key) => !keys.includes(key))
  const header = [
    ...keys.flatMap((key) => [
      `${dimensionWord(key, language)} ${words.id}`,
      dimensionWord(key, language),
    ]),
    ...valueNames,
    ...filtered.map((key) => `${words.only} ${dimensionWord(key, language)}`),
    ...[words.from, words.to],
    ...(compared ? [`${words.before} ${words.from}`, `${words.before} ${words.to}`] : []),
    ...[words.zone, words.until],
  ]
  const rows = kpiRows(reply, language).map(({ ids, names, cells }): Cell[] => {
    const about = cells[0]?.now
    return [
      ...ids.flatMap((id, at) => [id, names[at] ?? '']),
      ...cells.flatMap((cell) => valuesOf(cell, compared)),
      ...filtered.map((key) => about?.dimensions[key] ?? ''),
      ...spanOf(about),
      ...(compared ? spanOf(cells[0]?.before) : []),
      ...[about?.window.zone ?? '', about?.freshness ?? ''],
    ]
  })
  // Spreadsheet programs take a file without this mark for the machine's own encoding.
  return `\ufeff${[header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`
}

const spanOf = (figure: Figure | null | undefined): Cell[] => [
  figure?.window.from ?? '',
  figure?.window.to ?? '',
]

function valuesOf(cell: KpiCell, compared: boolean): Cell[] {
  const { now, before } = cell
  return compared ? [now.value, before?.value ?? null, changeOf(cell)] : [now.value]
}

/** A text that begins like a formula must not be run as one. */
function quoted(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[\s]*[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
