import { Link } from '@tanstack/react-router'
import type { DueReview } from '../../server/http/contract.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import styles from './library.module.css'
import { useReviews } from './library.ts'
import { LibraryTabs } from './library-tabs.tsx'
import { useLibraryWords } from './words.ts'

/** Procedures that somebody should look at again, the longest overdue first. */
export function ReviewsPage() {
  const words = useLibraryWords().reviews
  const { data, error, refetch } = useReviews()
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <LibraryTabs />
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
      ) : data.items.length === 0 ? (
        <Notice title={words.none} hint={words.noneHint} />
      ) : (
        <ol className={styles.list}>
          {data.items.map((item) => (
            <Due key={`${item.siteId} ${item.id}`} item={item} />
          ))}
        </ol>
      )}
    </div>
  )
}

function Due({ item }: { item: DueReview }) {
  const words = useLibraryWords()
  const { roles } = useLanguage().words
  const site = useSite(item.siteId)
  const { siteId, id, title, revision, ownerRole, reviewDue, overdue } = item
  const facts = [
    id,
    siteId === 'group' ? words.group : site.name,
    words.revision(revision),
    roles[ownerRole] ?? ownerRole,
  ]
  return (
    <li className={styles.item}>
      <p className={styles.itemTop}>
        <Link to="/documents/$siteId/$id" params={{ siteId, id }} className={styles.link}>
          {title}
        </Link>
        <span className={overdue ? styles.due : styles.quiet}>
          {overdue ? words.reviews.overdue : words.reviews.due}{' '}
          <Moment at={reviewDue} siteId={siteId} />
        </span>
      </p>
      <p className={styles.quiet}>{facts.join(' · ')}</p>
    </li>
  )
}
