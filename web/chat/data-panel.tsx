import { lazy, Suspense, useState } from 'react'
import { chartTitle, isDrawn } from '../../charts/index.ts'
import type { ChartSpec, Figure } from '../../server/http/contract.ts'
import type { Language } from '../app/format.ts'
import { type ChartFile, ChartFiles } from '../charts/chart-files.tsx'
import { ChartTable } from '../charts/chart-table.tsx'
import { CatchChart } from './catch-chart.tsx'
import styles from './data-panel.module.css'
import { FactLine } from './fact-line.tsx'
import { FigureRows } from './figure-rows.tsx'
import { figureTable } from './figure-table.ts'
import { useNaming } from './names.ts'
import { useChatWords } from './words.ts'

const ChartDrawing = lazy(async () => {
  const { ChartDrawing } = await import('../charts/chart-drawing.tsx')
  return { default: ChartDrawing }
})

type Props = {
  chart: ChartSpec | null
  figures: Figure[]
  /** Of the answer: names in a chart come in that one alone. */
  language: Language
  /** The same to take along; omitted where the server has none. */
  file?: ChartFile | undefined
  /** What is shown first. */
  form?: 'chart' | 'table'
}

/** The numbers behind an answer as a picture or a table, and where they come from. */
export function DataPanel({ chart, figures, language, file, form = 'chart' }: Props) {
  const words = useChatWords()
  const [view, setView] = useState<'chart' | 'table'>(form)
  const naming = useNaming(language)
  if (chart === null && figures.length === 0) return null
  const table = figureTable(figures)
  const drawn = chart !== null && isDrawn(chart) ? chart : null
  const title = chart === null ? words.figures : chartTitle(chart, language)
  return (
    <figure className={styles.panel} aria-label={title}>
      <div className={styles.top}>
        <h3 className={styles.title}>{title}</h3>
        {drawn !== null && <Toggle view={view} onChange={setView} />}
      </div>
      {figures.length > 0 && <FactLine table={table} naming={naming} language={language} />}
      {figures.length === 0 && <p className={styles.caption}>{chart?.caption[language]}</p>}
      {view === 'chart' && drawn !== null ? (
        <CatchChart fallback={<p className={styles.caption}>{words.chartFailed}</p>}>
          <Suspense fallback={<p className={styles.loading}>{words.loadingChart}</p>}>
            <ChartDrawing spec={drawn} language={language} omitted={words.omitted} />
          </Suspense>
        </CatchChart>
      ) : figures.length > 1 ? (
        <FigureRows table={table} naming={naming} language={language} title={title} />
      ) : (
        chart && <ChartTable spec={chart} language={language} />
      )}
      {file !== undefined && <ChartFiles {...{ chart, figures, file }} />}
    </figure>
  )
}

type ToggleProps = { view: 'chart' | 'table'; onChange: (view: 'chart' | 'table') => void }

function Toggle({ view, onChange }: ToggleProps) {
  const words = useChatWords()
  return (
    <div className={styles.toggle}>
      {(['chart', 'table'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={view === one}
          className={styles.choice}
          onClick={() => onChange(one)}
        >
          {words[one]}
        </button>
      ))}
    </div>
  )
}
