import { useMediaQuery } from '@mantine/hooks'
import type { MetricCard } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { byName } from '../metrics/find-metrics.ts'
import { MetricTabs } from '../metrics/metric-tabs.tsx'
import { useCatalogue } from '../metrics/metrics.ts'
import { SavedBar } from '../views/saved-bar.tsx'
import styles from './explorer-page.module.css'
import { QuestionForm } from './question-form.tsx'
import { Result } from './result.tsx'
import { useView } from './use-view.ts'
import { useExplorerWords } from './words.ts'

const roomForBoth = '(min-width: 1000px)'

/** A question put together by hand at the left, its answer at the right. */
export function ExplorerPage() {
  const words = useExplorerWords()
  const { language } = useLanguage()
  const { data, error, refetch } = useCatalogue()
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <MetricTabs at="explorer" />
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      {data !== undefined ? (
        <Explorer metrics={onePerId(data.metrics).toSorted(byName(language))} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </div>
  )
}

function Explorer({ metrics }: { metrics: MetricCard[] }) {
  const words = useExplorerWords()
  const wide = useMediaQuery(roomForBoth, false, { getInitialValueInEffect: false })
  const { view, bare, change, reset } = useView()
  const form = <QuestionForm metrics={metrics} view={view} change={change} reset={reset} />
  return (
    <div className={styles.columns}>
      {wide ? (
        <section className={styles.form} aria-label={words.question}>
          {form}
        </section>
      ) : (
        <details className={styles.form}>
          <summary className={styles.summary}>{words.change}</summary>
          {form}
        </details>
      )}
      <div className={styles.answer}>
        <SavedBar view={view} bare={bare} change={change} />
        {!bare && <Result view={view} change={change} />}
      </div>
    </div>
  )
}

/** A site's own definition goes by the same id; which one counts is the server's to say. */
function onePerId(metrics: MetricCard[]): MetricCard[] {
  const byId = new Map<string, MetricCard>()
  for (const metric of metrics) {
    if (metric.siteId === 'group' || !byId.has(metric.id)) byId.set(metric.id, metric)
  }
  return [...byId.values()]
}
