import { useSites } from '../app/language.tsx'
import { dayMs } from '../app/milliseconds.ts'
import styles from './question-form.module.css'
import { SpanFields } from './span-fields.tsx'
import type { ChangeView } from './use-view.ts'
import type { View } from './view-state.ts'
import { useExplorerWords } from './words.ts'

type Props = { view: View; change: ChangeView }

export function CompareFields({ view: { compare, window, order }, change }: Props) {
  const words = useExplorerWords()
  const zone = useSites()[0]?.zone ?? 'UTC'
  const span = typeof compare === 'string' ? null : compare
  const choose = (kind: string) => {
    // An order by the change makes no sense without one.
    const kept = kind === 'none' && order?.by.endsWith('.change') ? { order: null } : {}
    if (kind === 'none' || kind === 'previous_period') change({ ...kept, compare: kind })
    else change({ compare: 'from' in window ? window : fourWeeksBack() })
  }
  return (
    <fieldset className={styles.group}>
      <legend>{words.compare}</legend>
      <div className={styles.field}>
        <select
          aria-label={words.compare}
          value={span === null ? String(compare) : 'span'}
          onChange={({ target }) => choose(target.value)}
        >
          {Object.entries(words.compares).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {span !== null && (
        <SpanFields span={span} zone={zone} change={(next) => change({ compare: next })} />
      )}
    </fieldset>
  )
}

/** Some days to change from: a week, four weeks back. */
function fourWeeksBack() {
  const dayOf = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10)
  return { from: `${dayOf(35)}T00:00`, to: `${dayOf(28)}T00:00` }
}
