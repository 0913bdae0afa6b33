import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { LibraryDocument } from '../../server/http/contract.ts'
import { BackIcon } from '../app/icons.tsx'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { useNaming } from '../chat/names.ts'
import page from '../metrics/metric-page.module.css'
import styles from './library.module.css'
import { type DocumentPlace, useDocument } from './library.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { RemarkList } from './remark-list.tsx'
import { ReviewDialog } from './review-dialog.tsx'
import { RevisionList } from './revision-list.tsx'
import { StateMark } from './state-mark.tsx'
import { useLibraryWords } from './words.ts'

/** All there is to know of a document: its revisions, when each was in force, what people said. */
export function DocumentCard(place: DocumentPlace) {
  const words = useLibraryWords()
  const { data, error, refetch } = useDocument(place)
  useTitle(data?.title ?? words.document.facts)
  return (
    <div className={styles.page}>
      <Link to="/library" className={page.back}>
        <BackIcon />
        {words.document.back}
      </Link>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : (
        <Card document={data} />
      )}
    </div>
  )
}

/** `null`: taking the document out of force. */
type Publishing = { revision: number | null }

function Card({ document }: { document: LibraryDocument }) {
  const words = useLibraryWords()
  const { siteId, id, title, state, revision, mayReview, feedback } = document
  const [publishing, setPublishing] = useState<Publishing | null>(null)
  const [reviewing, setReviewing] = useState(false)
  return (
    <>
      <header>
        <p className={styles.itemTop}>
          <StateMark state={state} />
          <span className={styles.quiet}>{words.revision(revision)}</span>
        </p>
        <h1 className={styles.heading}>{title}</h1>
      </header>
      <Facts document={document} />
      <div className={styles.actions}>
        <Link to="/library/add" search={{ site: siteId, id }} className={styles.button}>
          {words.document.newRevision}
        </Link>
        {state === 'effective' && mayReview && (
          <button type="button" className={styles.button} onClick={() => setReviewing(true)}>
            {words.review.done}
          </button>
        )}
        {state === 'effective' && (
          <button
            type="button"
            className={styles.button}
            onClick={() => setPublishing({ revision: null })}
          >
            {words.publish.retire}
          </button>
        )}
      </div>
      <h2 className={styles.subheading}>{words.document.revisions}</h2>
      <RevisionList document={document} publish={(one) => setPublishing({ revision: one })} />
      <h2 className={styles.subheading}>{words.document.remarksHeading}</h2>
      <RemarkList siteId={siteId} id={id} remarks={feedback} />
      {publishing && (
        <PublishDialog document={document} {...publishing} close={() => setPublishing(null)} />
      )}
      {reviewing && <ReviewDialog document={document} close={() => setReviewing(false)} />}
    </>
  )
}

function Facts({ document }: { document: LibraryDocument }) {
  const words = useLibraryWords()
  const { language, words: app } = useLanguage()
  const naming = useNaming(language)
  const site = useSite(document.siteId)
  const { siteId, id, equipmentIds, readerRoles, clearance, ownerRole, reviewDue } = document
  const list = (values: string[], none: string) =>
    values.length === 0 ? none : values.join(app.app.comma)
  const roleOf = (role: string) => app.roles[role] ?? role
  const facts: [string, ReactNode][] = [
    [words.document.id, id],
    [words.document.site, siteId === 'group' ? words.group : site.name],
    [words.document.language, words.languages[document.language]],
    [
      words.document.equipment,
      list(
        equipmentIds.map((one) => naming.value('equipment', one, siteId)),
        words.document.general,
      ),
    ],
    [words.document.readers, list(readerRoles.map(roleOf), words.document.everybody)],
    [words.document.clearance, words.document.clearances[clearance]],
    [words.document.owner, roleOf(ownerRole)],
    [
      words.document.reviewDue,
      reviewDue === null ? (
        words.document.noReview
      ) : (
        <Moment key="due" at={reviewDue} siteId={siteId} />
      ),
    ],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
