import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { MetricCatalogue } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { byName, findMetrics, findMissing } from './find-metrics.ts'
import { MetricList } from './metric-list.tsx'
import { MetricTabs } from './metric-tabs.tsx'
import { useCatalogue } from './metrics.ts'
import styles from './metrics-page.module.css'
import { MissingList } from './missing-list.tsx'
import { useMetricWords } from './words.ts'

/** What can be asked for, and what cannot yet. */
export function MetricsPage() {
  const words = useMetricWords()
  const { data, error, refetch } = useCatalogue()
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <MetricTabs at="catalogue" />
      <header className={styles.top}>
        <div>
          <h1 className={styles.heading}>{words.heading}</h1>
          <p className={styles.lead}>{words.lead}</p>
        </div>
        <Link to="/metrics/edit" className={styles.add}>
          {words.add}
        </Link>
      </header>
      {data !== undefined ? (
        <Catalogue {...data} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </div>
  )
}

function Catalogue({ metrics, missing }: MetricCatalogue) {
  const words = useMetricWords()
  const { language } = useLanguage()
  const { q = '', source = 'all', owner = '' } = useSearch({ from: '/metrics' })
  const navigate = useNavigate()
  const wanted = { typed: q, source, owner }
  const sorted = metrics.toSorted(byName(language))
  const found = findMetrics(sorted, wanted)
  const lacking = findMissing(missing, wanted)
  return (
    <>
      <Search owners={[...new Set(metrics.map((metric) => metric.owner))].sort()} />
      <p role="status" className={styles.count}>
        {words.found(found.length, metrics.length)}
      </p>
      {found.length > 0 && <MetricList metrics={found} />}
      {found.length + lacking.length === 0 && (
        <Notice title={words.nothing} hint={words.nothingHint}>
          <button
            type="button"
            className={styles.clear}
            onClick={() => void navigate({ to: '/metrics', search: {} })}
          >
            {words.clear}
          </button>
        </Notice>
      )}
      {lacking.length > 0 && <MissingList missing={lacking} />}
    </>
  )
}

/** Stands in the address, so that a list can be shared. */
function Search({ owners }: { owners: string[] }) {
  const words = useMetricWords()
  const { roles } = useLanguage().words
  const search = useSearch({ from: '/metrics' })
  const navigate = useNavigate()
  const change = (key: 'q' | 'source' | 'owner', value: string) => {
    const { [key]: _, ...others } = search
    const next = value === '' || value === 'all' ? others : { ...others, [key]: value }
    void navigate({ to: '/metrics', search: next, replace: true })
  }
  return (
    <search className={styles.search}>
      <label className={styles.field}>
        {words.search}
        <input
          type="search"
          value={search.q ?? ''}
          placeholder={words.searchHint}
          onChange={({ target }) => change('q', target.value)}
        />
      </label>
      <label className={styles.field}>
        {words.source}
        <select
          value={search.source ?? 'all'}
          onChange={({ target }) => change('source', target.value)}
        >
          {Object.entries(words.sources).map(([source, name]) => (
            <option key={source} value={source}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        {words.owner}
        <select value={search.owner ?? ''} onChange={({ target }) => change('owner', target.value)}>
          <option value="">{words.anyOwner}</option>
          {owners.map((owner) => (
            <option key={owner} value={owner}>
              {roles[owner] ?? owner}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}
