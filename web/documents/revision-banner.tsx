import { Link } from '@tanstack/react-router'
import type { LibraryDocument, RevisionView } from '../../server/http/contract.ts'
import { Moment } from '../app/moment.tsx'
import { useDocument } from '../library/library.ts'
import { useLibraryWords } from '../library/words.ts'
import styles from './revision-banner.module.css'
import type { RevisionPlace } from './revisions.ts'

/** Whether this revision is the one to work by, since when, and which one is if it is not. */
export function RevisionBanner({ revision, ...place }: RevisionPlace) {
  const { data } = useDocument(place)
  const shown = data?.revisions.find((one) => one.revision === revision)
  if (data === undefined || shown === undefined) return null
  return (
    <div className={styles.banner} data-state={shown.state} role="note">
      <p>
        <Standing shown={shown} siteId={place.siteId} />
      </p>
      <Newer document={data} revision={revision} />
    </div>
  )
}

function Standing({ shown, siteId }: { shown: RevisionView; siteId: string }) {
  const words = useLibraryWords().reader
  const { state, periods } = shown
  // The one that counts: it goes on, it comes next, or it was the last.
  const now = new Date().toISOString()
  const period = periods.find(({ until }) => until === null || until > now) ?? periods.at(-1)
  if (state === 'draft' || period === undefined) return words.draft
  const until = period.until !== null && (
    <>
      {' '}
      {words.until} <Moment at={period.until} siteId={siteId} />
    </>
  )
  const span = (
    <>
      <Moment at={period.from} siteId={siteId} />
      {until}
    </>
  )
  if (state === 'retired') {
    return (
      <>
        <strong>{words.retired}</strong> {words.wasInForce} {span}
      </>
    )
  }
  return (
    <>
      {words[state]} {span}
    </>
  )
}

/** The revision in force, where this one is not it, and what it says differently. */
function Newer({ document, revision }: { document: LibraryDocument; revision: number }) {
  const words = useLibraryWords().reader
  const { siteId, id, state, revision: current } = document
  if (state !== 'effective' || current === revision) return null
  const params = { siteId, id }
  return (
    <p className={styles.newer}>
      {current > revision && <strong>{words.superseded(current)}</strong>}
      <Link
        to="/documents/$siteId/$id/$revision"
        params={{ ...params, revision: String(current) }}
        className={styles.link}
      >
        {words.openNewer(current)}
      </Link>
      <Link
        to="/documents/$siteId/$id/diff"
        params={params}
        search={{ from: Math.min(revision, current), to: Math.max(revision, current) }}
        className={styles.link}
      >
        {words.whatChanged}
      </Link>
    </p>
  )
}
