import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Plan } from '../../server/http/contract.ts'
import { formatSpan } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import table from '../app/rows.module.css'
import type { Bar } from './bars.ts'
import styles from './plan-table.module.css'
import { usePlanWords } from './words.ts'

const shownAtFirst = 25

type Props = {
  plan: Plan
  bars: readonly Bar[]
  chosen: string | null
  choose: (bar: Bar | null) => void
}

/** What the canvas shows, in words; choosing an operation shows it there. */
export function PlanTable({ plan, bars, chosen, choose }: Props) {
  const words = usePlanWords()
  const [all, setAll] = useState(false)
  useEffect(() => {
    // Paper has no button for the rest; the browser takes the page as it stands after this.
    const unfold = () => flushSync(() => setAll(true))
    window.addEventListener('beforeprint', unfold)
    return () => window.removeEventListener('beforeprint', unfold)
  }, [])
  const sorted = bars.toSorted((a, b) => a.fromMs - b.fromMs)
  return (
    <section className={styles.section} aria-labelledby="plan-table">
      <h2 id="plan-table">{words.table}</h2>
      {bars.length === 0 && <p>{words.nothing}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <section className={`${table.box} ${styles.box}`} tabIndex={0} aria-label={words.table}>
        <table className={`${table.table} ${styles.table}`}>
          <thead>
            <tr>
              {[
                'orderColumn',
                'operation',
                'machine',
                'start',
                'end',
                'due',
                'lateBy',
                'state',
              ].map((key) => (
                <th key={key} scope="col">
                  {words[key as 'start']}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(all ? sorted : sorted.slice(0, shownAtFirst)).map((bar) => (
              <Line key={bar.key} {...{ plan, bar, choose }} chosen={bar.key === chosen} />
            ))}
          </tbody>
        </table>
      </section>
      {!all && bars.length > shownAtFirst && (
        <Button variant="default" onClick={() => setAll(true)} className={styles.more}>
          {words.showAll(bars.length)}
        </Button>
      )}
    </section>
  )
}

type LineProps = { plan: Plan; bar: Bar; chosen: boolean; choose: (bar: Bar | null) => void }

function Line({ plan: { siteId }, bar, chosen, choose }: LineProps) {
  const words = usePlanWords()
  const { language } = useLanguage()
  const at = (ms: number) => <Moment at={new Date(ms).toISOString()} siteId={siteId} />
  const placed = bar.machineId !== ''
  return (
    <tr data-chosen={chosen}>
      <th scope="row">
        <button
          type="button"
          className={styles.order}
          aria-pressed={chosen}
          onClick={() => choose(chosen ? null : bar)}
        >
          {bar.orderId}
        </button>
      </th>
      <td>{bar.seq}</td>
      <td>{placed ? bar.machineId : words.noPlace}</td>
      <td>{placed && at(bar.fromMs)}</td>
      <td>{placed && at(bar.toMs)}</td>
      <td>{bar.dueMs !== null && at(bar.dueMs)}</td>
      <td data-late={(bar.lateMs ?? 0) > 0}>
        {bar.lateMs !== null && (bar.lateMs > 0 ? formatSpan(bar.lateMs, language) : words.inTime)}
      </td>
      <td>{words.sides[bar.side] || words.statuses[bar.status]}</td>
    </tr>
  )
}
