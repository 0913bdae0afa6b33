import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { chartTitle, isDrawn } from '../../charts/index.ts'
import type { ChartSpec, KpiReply } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { CatchChart } from '../chat/catch-chart.tsx'
import { FactLine } from '../chat/fact-line.tsx'
import { figureTable } from '../chat/figure-table.ts'
import { useNaming } from '../chat/names.ts'
import { useChatWords } from '../chat/words.ts'
import { kpiQuery } from '../metrics/metrics.ts'
import { Downloads } from './downloads.tsx'
import { KpiTable } from './kpi-table.tsx'
import styles from './result.module.css'
import type { ChangeView } from './use-view.ts'
import { queryOf, type View } from './view-state.ts'
import { useExplorerWords } from './words.ts'

const ChartDrawing = lazy(async () => {
  const { ChartDrawing } = await import('../charts/chart-drawing.tsx')
  return { default: ChartDrawing }
})

type Props = { view: View; change: ChangeView }

/** The answer to the question of the address; the last one stays while the next is worked out. */
export function Result({ view, change }: Props) {
  const words = useExplorerWords()
  const { language } = useLanguage()
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...kpiQuery({ language, query: queryOf(view) }),
    placeholderData: keepPreviousData,
    enabled: view.metrics.length > 0,
  })
  return (
    <section className={styles.result} aria-label={words.result} aria-busy={isPlaceholderData}>
      {view.metrics.length === 0 ? (
        <Notice title={words.noMetric} hint={words.noMetricHint} />
      ) : data !== undefined ? (
        <Answer reply={data} view={view} change={change} />
      ) : error === null ? (
        <Loading />
      ) : error instanceof ApiError && error.status === 400 ? (
        <Refused error={error} />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </section>
  )
}

/** What the metric centre says of a question that makes no sense, with what it knows instead. */
function Refused({ error: { message, field = '', hint } }: { error: ApiError }) {
  const words = useExplorerWords()
  const place = words.fields[field.split('.')[0] ?? '']
  return (
    <div role="alert" className={styles.refused}>
      <h2>{words.refused}</h2>
      {place !== undefined && <p>{words.field(place)}</p>}
      <p lang="en">{message}</p>
      {hint !== undefined && <p lang="en">{hint}</p>}
    </div>
  )
}

type AnswerProps = Props & { reply: KpiReply }

function Answer({ reply, view, change }: AnswerProps) {
  const words = useExplorerWords()
  const { language } = useLanguage()
  const { figures, total, truncated, metrics } = reply
  const chart = reply.chart !== null && isDrawn(reply.chart) ? reply.chart : null
  const naming = useNaming(language)
  const rows = figures.length / Math.max(1, metrics.length * (reply.compared ? 2 : 1))
  const show = chart === null ? 'table' : view.show
  // A picture has one unit, the table has every metric.
  const title =
    chart === null || show === 'table'
      ? metrics.map(({ name }) => name).join(' · ')
      : chartTitle(chart, language)
  return (
    <>
      <div className={styles.top}>
        <h2 className={styles.title}>{title}</h2>
        {chart !== null && <Toggle show={show} change={change} />}
      </div>
      <FactLine table={figureTable(figures)} naming={naming} language={language} />
      <p role="status" className={styles.count}>
        {words.rows(truncated ? rows : total, total)}
      </p>
      {chart !== null && show === 'chart' ? (
        <Picture chart={chart} metrics={metrics} />
      ) : (
        <KpiTable reply={reply} title={title} />
      )}
      <Downloads reply={reply} view={view} />
    </>
  )
}

type PictureProps = { chart: ChartSpec } & Pick<KpiReply, 'metrics'>

function Picture({ chart, metrics }: PictureProps) {
  const words = useExplorerWords()
  const chat = useChatWords()
  const { language, words: app } = useLanguage()
  const others = metrics.filter(({ unit }) => unit !== chart.unit).map(({ name }) => name)
  return (
    <CatchChart fallback={<p className={styles.count}>{chat.chartFailed}</p>}>
      <Suspense fallback={<p className={styles.loading}>{chat.loadingChart}</p>}>
        <ChartDrawing spec={chart} language={language} omitted={chat.omitted} />
      </Suspense>
      {others.length > 0 && (
        <p className={styles.count}>{words.otherUnit(others.join(app.app.comma))}</p>
      )}
    </CatchChart>
  )
}

function Toggle({ show, change }: { show: View['show']; change: ChangeView }) {
  const words = useExplorerWords()
  return (
    <div className={styles.toggle}>
      {(['chart', 'table'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={show === one}
          className={styles.choice}
          onClick={() => change({ show: one })}
        >
          {words[one]}
        </button>
      ))}
    </div>
  )
}
