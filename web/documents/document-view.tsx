import { Failure, Loading } from '../app/states.tsx'
import type { Cited } from './cited-passage.ts'
import { DocumentHead } from './document-head.tsx'
import { DocumentText } from './document-text.tsx'
import styles from './document-view.module.css'
import { RevisionBanner } from './revision-banner.tsx'
import { type RevisionPlace, useRevision } from './revisions.ts'

type Props = RevisionPlace & { cited: Cited }

/** A revision from its first passage to its last, opened at the one that was cited. */
export function DocumentView({ cited, ...place }: Props) {
  const { data, error, refetch } = useRevision(place, 'quote' in cited ? cited.quote : '')
  if (data === undefined) {
    return error ? <Failure error={error} retry={refetch} /> : <Loading />
  }
  return (
    <article className={styles.document}>
      <DocumentHead document={data} siteId={place.siteId} />
      <RevisionBanner {...place} />
      <DocumentText document={data} siteId={place.siteId} cited={cited} />
    </article>
  )
}
