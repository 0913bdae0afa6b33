import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ChartSpec } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { Notice } from '../app/states.tsx'
import { DataPanel } from '../chat/data-panel.tsx'
import { useNaming } from '../chat/names.ts'
import { kpiFile } from '../explorer/downloads.tsx'
import { kpiQuery } from '../metrics/metrics.ts'
import { Answered } from '../readings/answered.tsx'
import { MachineField } from '../readings/machine-field.tsx'
import styles from '../readings/readings.module.css'
import type { QualitySearch } from './trace.ts'
import { useQualityWords } from './words.ts'

const metrics = ['scrap_ratio', 'first_pass_yield', 'rework_ratio', 'quality_ratio', 'defect_ppm']

type Props = {
  search: QualitySearch & { site: string; days: number }
  go: (search: QualitySearch) => void
}

/** The control chart of a metric by day, and where scrap comes from in the same days. */
export function ControlPart({ search, go }: Props) {
  const words = useQualityWords()
  const { language } = useLanguage()
  const naming = useNaming(language)
  const { site, days, metric = 'scrap_ratio', machine, by = 'product' } = search
  const of = {
    filters: { site: [site], ...(machine === undefined ? {} : { machine: [machine] }) },
    window: { period: 'last_n_days', n: days },
  }
  const set = (key: 'metric' | 'machine' | 'by', value: string) => {
    const { [key]: _, ...others } = search
    go(value === '' ? others : { ...others, [key]: value })
  }
  return (
    <>
      <section className={styles.part} aria-labelledby="quality-control">
        <h2 id="quality-control">{words.control}</h2>
        <div className={styles.fields}>
          <SelectField
            label={words.metric}
            value={metric}
            choices={metrics.map((value) => ({ value, label: naming.metric(value) }))}
            change={(value) => set('metric', value)}
          />
          <MachineField
            label={words.machine}
            siteId={site}
            value={machine ?? ''}
            empty={words.allMachines}
            change={(value) => set('machine', value)}
          />
        </div>
        <Figures
          label={words.control}
          query={{ metrics: [metric], grain: 'day', chart: 'control', ...of }}
        />
      </section>
      <section className={styles.part} aria-labelledby="quality-pareto">
        <h2 id="quality-pareto">{words.pareto}</h2>
        <div className={styles.fields}>
          <SelectField
            label={words.by}
            value={by}
            choices={Object.entries(words.dimensions).map(([value, label]) => ({ value, label }))}
            change={(value) => set('by', value)}
          />
        </div>
        <Figures
          label={words.pareto}
          query={{
            ...{ metrics: ['scrap_quantity'], dimensions: [by], ...of },
            order: { by: 'scrap_quantity', direction: 'desc' },
          }}
        />
      </section>
    </>
  )
}

function Figures({ label, query }: { label: string; query: object }) {
  const words = useQualityWords()
  const { language } = useLanguage()
  const asked = useQuery({ ...kpiQuery({ language, query }), placeholderData: keepPreviousData })
  return (
    <Answered asked={asked} label={label} className={styles.panel}>
      {({ chart, figures }) =>
        figures.every(({ value }) => value === null) ? (
          <Notice title={words.noFigures} hint={words.noFiguresHint} />
        ) : (
          <>
            <DataPanel {...{ chart, figures, language }} file={kpiFile(language, query)} />
            {chart?.kind === 'control' && <Signals chart={chart} />}
          </>
        )
      }
    </Answered>
  )
}

function Signals({ chart }: { chart: Extract<ChartSpec, { kind: 'control' }> }) {
  const words = useQualityWords()
  return (
    <>
      <p>{words.signals(chart.signals.length)}</p>
      <ul className={styles.list}>
        {chart.signals.map(({ at, rules }) => (
          <li key={at}>
            {chart.labels[at]}:{' '}
            {rules.map((rule) => `${rule} (${words.rules[rule] ?? ''})`).join(' · ')}
          </li>
        ))}
      </ul>
    </>
  )
}
