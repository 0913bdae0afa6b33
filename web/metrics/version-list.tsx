import { Link } from '@tanstack/react-router'
import type { MetricDetail, MetricVersionView } from '../../server/http/contract.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { FormulaView } from './formula-view.tsx'
import styles from './version-list.module.css'
import { useMetricWords } from './words.ts'

/** Every version, the newest first; each can be read and asked for as it was. */
export function VersionList({ detail: { versions, standing } }: { detail: MetricDetail }) {
  return (
    <ol className={styles.versions} reversed>
      {versions.map((version) => (
        <li key={version.version}>
          <Version
            view={version}
            isCurrent={standing.some(
              (one) => one.siteId === version.siteId && one.version === version.version,
            )}
          />
        </li>
      ))}
    </ol>
  )
}

type Props = { view: MetricVersionView; isCurrent: boolean }

function Version({ view, isCurrent }: Props) {
  const words = useMetricWords()
  const { language } = useLanguage()
  const sites = useSites()
  const { siteId, version, status, since, definition, formula } = view
  const scope = sites.find(({ id }) => id === siteId)?.name ?? words.group
  return (
    <details className={styles.version}>
      <summary className={styles.summary}>
        <strong>{words.version(version)}</strong>
        <span className={isCurrent ? styles.current : undefined}>
          {isCurrent ? words.detail.current : words.statuses[status]}
        </span>
        <span>{scope}</span>
        {since !== null && (
          <span>
            {words.detail.since} <Moment at={since} siteId={sites[0]?.id ?? ''} />
          </span>
        )}
      </summary>
      <div className={styles.body}>
        <p>{definition.note[language]}</p>
        <FormulaView formula={formula} />
        <Origin view={view} />
        {status === 'approved' && (
          <Link
            to="/metrics/explore"
            search={{
              metrics: `${definition.id}@${version}`,
              ...(siteId === 'group' ? {} : { site: siteId }),
            }}
            className={styles.link}
          >
            {words.detail.askVersion(version)}
          </Link>
        )}
      </div>
    </details>
  )
}

function Origin({ view: { siteId, actionId, answers, people } }: { view: MetricVersionView }) {
  const { detail: words } = useMetricWords()
  return (
    <p className={styles.origin}>
      {actionId === null ? (
        words.shipped
      ) : (
        <Link to="/inbox/$siteId/$id" params={{ siteId, id: actionId }}>
          {words.proposal}
        </Link>
      )}
      {' · '}
      {answers === 0 ? words.noAnswers : words.answers(answers, people)}
    </p>
  )
}
