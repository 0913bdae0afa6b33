import { useMemo } from 'react'
import type { Plan } from '../../server/http/contract.ts'
import { formatNumber, formatSpan, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import table from '../app/rows.module.css'
import type { Row } from './bars.ts'
import { loadsOf, type MachineLoad } from './load.ts'
import styles from './plan-table.module.css'
import { usePlanWords } from './words.ts'

type Props = { plan: Plan; rows: readonly Row[] }

/** How full each machine is from now to the end of the plan. */
export function LoadTable({ plan, rows }: Props) {
  const words = usePlanWords()
  const { language } = useLanguage()
  const span = useMemo(() => {
    const fromMs = Date.parse(plan.now)
    const placed = rows.flatMap(({ machine, bars }) => (machine === null ? [] : bars))
    const ahead = placed.filter(({ side }) => side !== 'before')
    return { fromMs, toMs: ahead.reduce((last, { toMs }) => Math.max(last, toMs), fromMs) }
  }, [plan.now, rows])
  const loads = useMemo(() => loadsOf(rows, plan, span), [rows, plan, span])
  if (span.toMs <= span.fromMs) return null
  const shown = (ms: number) => formatTime(new Date(ms).toISOString(), plan.zone, language)
  return (
    <section className={styles.section} aria-labelledby="plan-load">
      <h2 id="plan-load">{words.load}</h2>
      <p className={styles.quiet}>{words.loadHint(shown(span.fromMs), shown(span.toMs))}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <section className={`${table.box} ${styles.box}`} tabIndex={0} aria-label={words.load}>
        <table className={`${table.table} ${styles.table}`}>
          <thead>
            <tr>
              <th scope="col">{words.machine}</th>
              <th scope="col">{words.loadShare}</th>
              <th scope="col">{words.planned}</th>
              <th scope="col">{words.setup}</th>
              <th scope="col">{words.stops}</th>
              <th scope="col">{words.operations}</th>
              <th scope="col">{words.lateOperations}</th>
            </tr>
          </thead>
          <tbody>
            {loads.map((load) => (
              <LoadLine key={load.id} load={load} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function LoadLine({ load }: { load: MachineLoad }) {
  const { language } = useLanguage()
  const percent = load.share === null ? null : Math.round(load.share * 100)
  const span = (ms: number) => (ms === 0 ? '0' : formatSpan(ms, language))
  return (
    <tr>
      <th scope="row">{load.id}</th>
      <td>
        <span className={styles.bar} aria-hidden>
          <span style={{ width: `${Math.min(100, percent ?? 0)}%` }} />
        </span>
        {formatNumber(percent, '%', language)}
      </td>
      <td>{span(load.plannedMs)}</td>
      <td>{span(load.setupMs)}</td>
      <td>{span(load.stopMs)}</td>
      <td>{load.operations}</td>
      <td data-late={load.late > 0}>{load.late}</td>
    </tr>
  )
}
