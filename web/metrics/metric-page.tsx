import { Link } from '@tanstack/react-router'
import type { FormulaParts, MetricDetail } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { BackIcon } from '../app/icons.tsx'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { FormulaView } from './formula-view.tsx'
import { Lineage } from './lineage.tsx'
import { MetricFacts } from './metric-facts.tsx'
import styles from './metric-page.module.css'
import { MetricSection } from './metric-section.tsx'
import { MetricTabs } from './metric-tabs.tsx'
import { useMetric } from './metrics.ts'
import { TargetList } from './target-list.tsx'
import { Trend } from './trend.tsx'
import { VersionList } from './version-list.tsx'
import { useMetricWords } from './words.ts'

/** One metric: what it means, how it runs, and who relies on it. */
export function MetricPage({ id }: { id: string }) {
  const { detail: words } = useMetricWords()
  const { data, error, refetch } = useMetric(id)
  return (
    <div className={styles.page}>
      <MetricTabs at="catalogue" />
      <Link to="/metrics" className={styles.back}>
        <BackIcon />
        {words.back}
      </Link>
      {data !== undefined ? (
        <Shown detail={data} />
      ) : error === null ? (
        <Loading />
      ) : error instanceof ApiError && error.status === 404 ? (
        <Notice level="h1" title={words.notFound} hint={words.notFoundHint} />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </div>
  )
}

function Shown({ detail }: { detail: MetricDetail }) {
  const { detail: words } = useMetricWords()
  const { language } = useLanguage()
  const standing = detail.standing[0]
  const shown = detail.versions.find(
    ({ siteId, version }) => siteId === standing?.siteId && version === standing.version,
  )
  const version = shown ?? detail.versions[0]
  useTitle(version?.definition.names[language] ?? words.notFound)
  if (version === undefined) return null
  const { definition, formula } = version
  return (
    <>
      <Heading detail={detail} definition={definition} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <MetricSection
            title={words.formula}
            {...(divides(formula) ? { aside: words.ofSums } : {})}
          >
            <FormulaView formula={formula} />
          </MetricSection>
          {standing !== undefined && (
            <MetricSection title={words.trend}>
              <Trend id={definition.id} />
            </MetricSection>
          )}
          <MetricSection title={words.targets} aside={words.target.lead}>
            <TargetList detail={detail} definition={definition} />
          </MetricSection>
          <MetricSection title={words.versions} aside={words.versionsHint}>
            <VersionList detail={detail} />
          </MetricSection>
        </div>
        <div className={styles.side}>
          <MetricSection title={words.facts}>
            <MetricFacts definition={definition} />
          </MetricSection>
          <MetricSection title={words.lineage}>
            <Lineage detail={detail} />
          </MetricSection>
        </div>
      </div>
    </>
  )
}

const divides = ({ factors }: FormulaParts): boolean =>
  factors.some(({ denominator }) => denominator !== null)

type HeadingProps = {
  detail: MetricDetail
  definition: MetricDetail['versions'][number]['definition']
}

function Heading({ detail: { standing }, definition }: HeadingProps) {
  const { detail: words } = useMetricWords()
  const { language } = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  const { id, names, note } = definition
  const reviews = standing.flatMap(({ inReview }) => inReview)
  const [review] = reviews
  return (
    <header className={styles.top}>
      <div>
        <h1 className={styles.heading}>
          {names[language]}{' '}
          <span className={styles.other} lang={other === 'zh' ? 'zh-CN' : 'en'}>
            {names[other]}
          </span>
        </h1>
        <p className={styles.note}>{note[language]}</p>
        {standing.length === 0 && <p className={styles.warning}>{words.retired}</p>}
        {review && (
          <p className={styles.warning}>
            {words.review}{' '}
            <Link to="/inbox/$siteId/$id" params={{ siteId: review.siteId, id: review.actionId }}>
              {words.openReview}
            </Link>
          </p>
        )}
      </div>
      <div className={styles.links}>
        {standing.length > 0 && (
          <Link to="/metrics/explore" search={{ metrics: id }} className={styles.explore}>
            {words.explore}
          </Link>
        )}
        <Link to="/metrics/edit" search={{ id }} className={styles.change}>
          {words.change}
        </Link>
      </div>
    </header>
  )
}
