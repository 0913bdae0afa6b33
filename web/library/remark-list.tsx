import { Link } from '@tanstack/react-router'
import type { CitationFeedback } from '../../server/http/contract.ts'
import { Moment } from '../app/moment.tsx'
import { hashOf } from '../documents/cited-passage.ts'
import styles from './library.module.css'
import type { DocumentPlace } from './library.ts'
import { useLibraryWords } from './words.ts'

type Props = DocumentPlace & { remarks: CitationFeedback[] }

/** What people said of passages, each with a link to where it stands. */
export function RemarkList({ siteId, id, remarks }: Props) {
  const words = useLibraryWords()
  if (remarks.length === 0) return <p className={styles.quiet}>{words.document.noRemarks}</p>
  return (
    <ol className={styles.list}>
      {remarks.map(({ revision, quote, page, verdict, note, givenBy, at }) => (
        <li key={`${givenBy} ${revision} ${quote}`} className={styles.item}>
          <p className={styles.itemTop}>
            <strong>{words.feedback.verdicts[verdict]}</strong>
            <span className={styles.quiet}>
              {givenBy} · <Moment at={at} siteId={siteId} />
            </span>
          </p>
          {note !== '' && <p>{note}</p>}
          <Link
            to="/documents/$siteId/$id/$revision"
            params={{ siteId, id, revision: String(revision) }}
            hash={hashOf(quote)}
            className={styles.link}
          >
            {words.revision(revision)}
            {page !== null && ` · ${words.page(page)}`}
          </Link>
          <p className={styles.quiet}>{quote.slice(0, 200)}</p>
        </li>
      ))}
    </ol>
  )
}
