import { useSites } from '../app/language.tsx'
import { dayMs } from '../app/milliseconds.ts'
import styles from './question-form.module.css'
import { SpanFields } from './span-fields.tsx'
import type { ChangeView } from './use-view.ts'
import { countsBack, periods, type View } from './view-state.ts'
import { useExplorerWords } from './words.ts'

type Props = { view: View; change: ChangeView }

/** A named period, or from and to on the clock of the plant. */
export function WindowFields({ view: { window, filters }, change }: Props) {
  const words = useExplorerWords()
  const sites = useSites()
  const zone = sites.find(({ id }) => id === filters.site?.[0])?.zone ?? sites[0]?.zone ?? 'UTC'
  const isSpan = 'from' in window
  const choose = (period: string) => {
    if (period === 'span') change({ window: lastWeek(zone) })
    else change({ window: { period, n: countsBack(period) ? 7 : null } })
  }
  return (
    <fieldset className={styles.group}>
      <legend>{words.window}</legend>
      <div className={styles.withCount}>
        <div className={styles.field}>
          <select
            aria-label={words.period}
            value={isSpan ? 'span' : window.period}
            onChange={({ target }) => choose(target.value)}
          >
            {[...periods, 'span'].map((period) => (
              <option key={period} value={period}>
                {words.periods[period]}
              </option>
            ))}
          </select>
        </div>
        {!isSpan && window.n !== null && (
          <div className={styles.field}>
            <input
              aria-label={words.count}
              key={`${window.period} ${window.n}`}
              type="number"
              min={1}
              max={1830}
              defaultValue={window.n}
              onBlur={({ target }) => {
                const n = Number(target.value)
                if (n !== window.n) change({ window: { period: window.period, n } })
              }}
              onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
            />
          </div>
        )}
      </div>
      {isSpan && (
        <SpanFields span={window} zone={zone} change={(span) => change({ window: span })} />
      )}
    </fieldset>
  )
}

/** Seven whole days up to today, as a start to change from. */
function lastWeek(zone: string) {
  const dayOf = (at: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
  const now = Date.now()
  return { from: `${dayOf(now - 7 * dayMs)}T00:00`, to: `${dayOf(now)}T00:00` }
}
