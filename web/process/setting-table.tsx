import { Link } from '@tanstack/react-router'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { type Column, DataTable } from '../readings/data-table.tsx'
import styles from '../readings/readings.module.css'
import { VerdictMark } from '../readings/verdict-mark.tsx'
import { type Interval, type Process, type Setting, tones } from './process.ts'
import { useProcessWords } from './words.ts'

type Search = { site: string; machine?: string; response?: string; days?: number }
type Props = { data: Process; search: Search }

/** Every setting of every machine, in the order of the tool: what explains most first. */
export function SettingTable({ data, search }: Props) {
  const words = useProcessWords()
  const cellsOf = useSettingCells(data.basis.unit)
  const { columns } = cellsOf
  return (
    <section className={styles.part}>
      <h2>{words.settings}</h2>
      <DataTable
        label={words.settings}
        columns={[{ head: words.machine }, ...columns]}
        rows={data.machines.flatMap(({ machine, name, settings }) =>
          settings.map((setting) => ({
            key: `${machine} ${setting.parameter}`,
            chosen: machine === search.machine,
            cells: [
              <Link key="name" to="/process" search={{ ...search, machine }}>
                {name}&nbsp;<code className={styles.code}>{machine}</code>
              </Link>,
              ...cellsOf.cells(setting),
            ],
          })),
        )}
      />
    </section>
  )
}

/** What is told of a setting, in the unit of what it explains. */
function useSettingCells(unit: string) {
  const words = useProcessWords()
  const { language, words: app } = useLanguage()
  const comma = app.app.comma
  const columns: Column[] = [
    { head: words.setting },
    { head: words.verdict },
    { head: words.setTo, number: true },
    { head: words.window, number: true },
    { head: words.gain, number: true },
    { head: words.confounders, wide: true },
    { head: words.difference, number: true },
    { head: words.runAt, number: true },
    { head: words.limits, number: true },
  ]
  const span = (low: number | null, high: number | null, of: string) =>
    `${low ?? '−∞'} – ${high ?? '∞'} ${of}`
  const within = (of: Interval | null) => {
    if (of === null) return null
    const shown = (value: number) => formatNumber(value, '', language)
    return `${formatNumber(of.value, unit, language)} (${shown(of.low)} … ${shown(of.high)})`
  }
  const whyOf = ({ why, moved_with: kind, adjusted_for: adjusted }: Setting) => {
    if (kind !== null) return words.movedWith(words.kinds[kind] ?? kind)
    if (why !== null) return words.why[why] ?? why
    return adjusted.length === 0
      ? null
      : words.adjusted(adjusted.map((one) => words.kinds[one] ?? one).join(comma))
  }
  const cells = (one: Setting) => [
    one.name,
    <VerdictMark key="verdict" tone={tones[one.verdict]} word={words.verdicts[one.verdict]} />,
    `${one.set_to} ${one.unit}`,
    one.window && <strong key="window">{span(one.window.from, one.window.to, one.unit)}</strong>,
    within(one.gain),
    whyOf(one),
    within(one.difference),
    one.run_at && span(one.run_at.low, one.run_at.high, one.unit),
    span(one.lower_limit, one.upper_limit, one.unit),
  ]
  return { columns, cells }
}
