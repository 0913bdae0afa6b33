import { Link } from '@tanstack/react-router'
import type { MetricDetail } from '../../server/http/contract.ts'
import { formatTime } from '../app/format.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { useNaming } from '../chat/names.ts'
import { useViewWords } from '../views/words.ts'
import styles from './metric-facts.module.css'
import { useMetricWords } from './words.ts'

/** What a change of this metric would touch: other metrics, stored answers, one's own questions. */
export function Lineage({ detail }: { detail: MetricDetail }) {
  const { detail: words } = useMetricWords()
  const answers = detail.versions.reduce((sum, version) => sum + version.answers, 0)
  return (
    <div className={styles.list}>
      <p>{answers === 0 ? words.noAnswers : words.stored(answers)}</p>
      <Metrics title={words.drivers} ids={detail.drivers} />
      <Metrics title={words.factorOf} ids={detail.factorOf} />
      <Views views={detail.views} />
      <Questions uses={detail.uses} />
    </div>
  )
}

function Metrics({ title, ids }: { title: string; ids: string[] }) {
  const naming = useNaming(useLanguage().language)
  if (ids.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <Link to="/metrics/$id" params={{ id }} className={styles.link}>
              {naming.metric(id)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Views({ views }: Pick<MetricDetail, 'views'>) {
  const { metric: words } = useViewWords()
  return (
    <div>
      <h3>{words.heading}</h3>
      {views.length === 0 && <p>{words.none}</p>}
      <ul>
        {views.map(({ siteId, id, name, ownerId, teamId }) => (
          <li key={`${siteId} ${id} ${teamId}`}>
            {teamId === null ? (
              <Link
                to="/metrics/explore"
                search={{ view: `${siteId}/${id}` }}
                className={styles.link}
              >
                {name}
              </Link>
            ) : (
              <Link
                to="/plant/team"
                search={{ site: siteId, ...(teamId === '' ? {} : { team: teamId }) }}
                className={styles.link}
              >
                {name}
              </Link>
            )}
            <span className={styles.quiet}>
              {teamId === null ? ownerId : teamId === '' ? words.sitePage : words.page(teamId)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Questions({ uses }: Pick<MetricDetail, 'uses'>) {
  const { detail: words, version: versionWord } = useMetricWords()
  const { language } = useLanguage()
  const zone = useSites()[0]?.zone ?? 'UTC'
  return (
    <div>
      <h3>{words.questions}</h3>
      {uses.length === 0 && <p>{words.noQuestions}</p>}
      <ul>
        {uses.map(({ threadId, seq, question, version, at }) => (
          <li key={`${threadId} ${seq}`}>
            <Link to="/chat/$threadId" params={{ threadId }} className={styles.link}>
              {question}
            </Link>
            <span className={styles.quiet}>
              {formatTime(at, zone, language)} · {versionWord(version)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
