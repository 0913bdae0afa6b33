import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { OutcomePage, OutcomeView, Track } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { BackIcon } from '../app/icons.tsx'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { signed } from '../inbox/diff-rows.ts'
import list from '../sources/list.module.css'
import styles from './results-page.module.css'
import { useResultWords } from './words.ts'

/** How often proposals came true, by tool and metric, and the newest results. */
export function ResultsPage() {
  const { words: shared } = useLanguage()
  const words = useResultWords()
  useTitle(words.heading)
  const { data, error, refetch } = useQuery({
    queryKey: ['outcomes'],
    queryFn: ({ signal }) => getJson<OutcomePage>('/api/outcomes', { signal }),
  })
  return (
    <div className={styles.page}>
      <Link to="/inbox" aria-label={words.toInbox} className={styles.back}>
        <BackIcon />
        {shared.nav.inbox}
      </Link>
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : data.total === 0 ? (
        <Notice title={words.none} hint={words.noneHint} />
      ) : (
        <>
          <Tracks tracks={data.tracks} />
          <Newest outcomes={data.outcomes} />
        </>
      )}
    </div>
  )
}

const percent = (share: number | null) => (share === null ? '–' : `${Math.round(share * 100)}%`)

function Tracks({ tracks }: { tracks: Track[] }) {
  const { words: shared } = useLanguage()
  const { columns, of, ...words } = useResultWords()
  return (
    <section className={list.section} aria-labelledby="tracks">
      <h2 id="tracks" className={list.heading}>
        {words.tracks}
      </h2>
      <div className={list.card}>
        <table className={`${list.table} ${list.stacked}`}>
          <thead>
            <tr>
              {Object.entries(columns).map(([key, name]) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tracks.map((track) => (
              <tr key={`${track.tool} ${track.metric}`}>
                <th scope="row">{shared.tools[track.tool] ?? track.tool}</th>
                <td data-name={columns.metric}>{track.metric}</td>
                <td data-name={columns.measured}>{of(track.measured, track.outcomes)}</td>
                <td data-name={columns.hit}>{percent(track.hitRate)}</td>
                <td data-name={columns.sign}>{percent(track.signAgreement)}</td>
                <td data-name={columns.bias}>{percent(track.bias)}</td>
                <td data-name={columns.coverage}>
                  {track.coverage === null
                    ? '–'
                    : words.share(percent(track.coverage), track.bounded)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={list.quiet}>{words.explain}</p>
    </section>
  )
}

function Newest({ outcomes }: { outcomes: OutcomeView[] }) {
  const { language, words: shared } = useLanguage()
  const words = useResultWords()
  return (
    <section className={list.section} aria-labelledby="newest">
      <h2 id="newest" className={list.heading}>
        {words.newest}
      </h2>
      <ul className={styles.results}>
        {outcomes.map(({ siteId, proposalId: id, tool, metric, unit, ...one }) => (
          <li key={`${siteId}/${id}`}>
            <Link to="/inbox/$siteId/$id" params={{ siteId, id }} className={styles.result}>
              <span className={styles.name}>{`${shared.tools[tool] ?? tool} · ${metric}`}</span>
              <span>
                {one.measured === null
                  ? (words.reasons[one.nullReason ?? ''] ?? one.nullReason)
                  : signed(one.measured.delta, unit, language)}
              </span>
              <span className={list.quiet}>
                {promisedText(one, unit)} {one.hit !== null && words.hits[`${one.hit}`]}{' '}
                <Moment at={one.measuredAt} siteId={siteId} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )

  function promisedText({ predicted }: Pick<OutcomeView, 'predicted'>, unit: string): string {
    const { delta, low, high } = predicted
    if (delta === null) return ''
    const said = words.promised(signed(delta, unit, language))
    if (low === null || high === null) return said
    return `${said} ${words.between(signed(low, unit, language), signed(high, unit, language))}.`
  }
}
