import { Button } from '@mantine/core'
import type { MetricCard } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { dimensionWord } from '../chat/code-words.ts'
import { CompareFields } from './compare-fields.tsx'
import { FilterFields } from './filter-fields.tsx'
import { MetricField } from './metric-field.tsx'
import { metricOf } from './metric-of.ts'
import { OrderField } from './order-field.tsx'
import styles from './question-form.module.css'
import type { ChangeView } from './use-view.ts'
import { dimensions, grains, type View } from './view-state.ts'
import { WindowFields } from './window-fields.tsx'
import { useExplorerWords } from './words.ts'

type Props = { metrics: MetricCard[]; view: View; change: ChangeView; reset: () => void }

const limits = [10, 50, 200, 500]

/** Every part of a question; each change is asked at once. */
export function QuestionForm({ metrics, view, change, reset }: Props) {
  const words = useExplorerWords()
  const asked = view.metrics.flatMap((id) => metricOf(metrics, id) ?? [])
  return (
    <div className={styles.form}>
      <MetricField metrics={metrics} view={view} change={change} />
      <WindowFields view={view} change={change} />
      <SplitField asked={asked} view={view} change={change} />
      <FilterFields asked={asked} view={view} change={change} />
      <label className={styles.field}>
        {words.grain}
        <select value={view.grain} onChange={({ target }) => change({ grain: target.value })}>
          {grains.map((grain) => (
            <option key={grain} value={grain}>
              {words.grains[grain]}
            </option>
          ))}
        </select>
      </label>
      <CompareFields view={view} change={change} />
      <OrderField asked={asked} view={view} change={change} />
      <label className={styles.field}>
        {words.limit}
        <select
          value={view.limit}
          onChange={({ target }) => change({ limit: Number(target.value) })}
        >
          {[...new Set([...limits, view.limit])]
            .toSorted((a, b) => a - b)
            .map((limit) => (
              <option key={limit} value={limit}>
                {limit}
              </option>
            ))}
        </select>
      </label>
      <Button variant="default" onClick={reset}>
        {words.reset}
      </Button>
    </div>
  )
}

type SplitProps = { asked: MetricCard[]; view: View; change: ChangeView }

/** What all metrics can be split by; one that was chosen before stays to be taken out. */
function SplitField({ asked, view, change }: SplitProps) {
  const words = useExplorerWords()
  const { language } = useLanguage()
  const { by } = view
  const supported = dimensions.filter(
    (one) => asked.length > 0 && asked.every((m) => m.dimensions.includes(one)),
  )
  const shown = dimensions.filter((one) => supported.includes(one) || by.includes(one))
  const toggle = (one: string) =>
    change({ by: by.includes(one) ? by.filter((other) => other !== one) : [...by, one] })
  if (shown.length === 0) return null
  return (
    <fieldset className={styles.group}>
      <legend>{words.by}</legend>
      <div className={styles.toggles}>
        {shown.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={by.includes(one)}
            className={styles.toggle}
            onClick={() => toggle(one)}
          >
            {dimensionWord(one, language)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
