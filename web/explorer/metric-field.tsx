import { CloseButton } from '@mantine/core'
import { useState } from 'react'
import type { MetricCard } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { wordsOf } from '../metrics/find-metrics.ts'
import { useUnitWord } from '../metrics/unit-word.ts'
import { metricOf } from './metric-of.ts'
import { PickDialog } from './pick-dialog.tsx'
import styles from './question-form.module.css'
import type { ChangeView } from './use-view.ts'
import type { View } from './view-state.ts'
import { useExplorerWords } from './words.ts'

const mostMetrics = 8

type Props = { metrics: MetricCard[]; view: View; change: ChangeView }

export function MetricField({ metrics, view, change }: Props) {
  const words = useExplorerWords()
  const { language } = useLanguage()
  const unitWord = useUnitWord()
  const [opened, setOpened] = useState(false)
  const choices = metrics.map((metric) => ({
    id: metric.id,
    name: metric.names[language],
    detail: `${metric.id} · ${unitWord(metric.unit)}`,
    words: wordsOf(metric),
  }))
  return (
    <fieldset className={styles.group}>
      <legend>{words.metrics}</legend>
      <ul className={styles.chips}>
        {view.metrics.map((id) => {
          const name = metricOf(metrics, id)?.names[language] ?? id
          const others = view.metrics.filter((one) => one !== id)
          return (
            <li key={id} className={styles.chip}>
              <span>
                {name} {id.includes('@') && <code>{id.replace(/^.*@/, 'v')}</code>}
              </span>
              <CloseButton
                size={44}
                aria-label={words.remove(name)}
                onClick={() => change({ metrics: others })}
              />
            </li>
          )
        })}
      </ul>
      <button type="button" className={styles.open} onClick={() => setOpened(true)}>
        {words.addMetric}
      </button>
      {opened && (
        <PickDialog
          title={words.addMetric}
          choices={choices}
          chosen={view.metrics}
          most={mostMetrics}
          hint={words.mostMetrics}
          change={(chosen) => change({ metrics: chosen })}
          close={() => setOpened(false)}
        />
      )}
    </fieldset>
  )
}
