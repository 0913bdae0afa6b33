import { Link } from '@tanstack/react-router'
import type { MetricCard } from '../../server/http/contract.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import styles from './metric-list.module.css'
import { useUnitWord } from './unit-word.ts'
import { useMetricWords } from './words.ts'

/** One row per definition that stands, named in both languages. */
export function MetricList({ metrics }: { metrics: MetricCard[] }) {
  const { columns, table } = useMetricWords()
  return (
    <table className={`${styles.table} ${styles.standing}`} aria-label={table}>
      <thead>
        <tr>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.unit}</th>
          <th scope="col">{columns.level}</th>
          <th scope="col">{columns.owner}</th>
          <th scope="col">{columns.source}</th>
          <th scope="col">{columns.version}</th>
        </tr>
      </thead>
      <tbody>
        {metrics.map((metric) => (
          <Row key={`${metric.siteId} ${metric.id}`} metric={metric} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ metric }: { metric: MetricCard }) {
  const words = useMetricWords()
  const { language, words: app } = useLanguage()
  const unitWord = useUnitWord()
  const { id, names, isoNumber, version, inReview } = metric
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <tr>
      <th scope="row">
        <Link to="/metrics/$id" params={{ id }} className={styles.name}>
          {names[language]}
        </Link>
        <span className={styles.other}>
          <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{names[other]}</span> <code>{id}</code>
        </span>
        <SiteMark siteId={metric.siteId} />
      </th>
      <td>{unitWord(metric.unit)}</td>
      <td>{words.levels[metric.level] ?? metric.level}</td>
      <td>{app.roles[metric.owner] ?? metric.owner}</td>
      <td>{isoNumber === null ? words.ownSource : words.isoShort(isoNumber)}</td>
      <td>
        <span className={styles.version}>
          v{version} · {words.statuses.approved}
        </span>
        {inReview.length > 0 && <span className={styles.review}>{words.inReview}</span>}
      </td>
    </tr>
  )
}

function SiteMark({ siteId }: { siteId: string }) {
  const words = useMetricWords()
  const sites = useSites()
  if (siteId === 'group') return null
  const name = sites.find(({ id }) => id === siteId)?.name ?? siteId
  return <span className={styles.own}>{words.ofSite(name)}</span>
}
