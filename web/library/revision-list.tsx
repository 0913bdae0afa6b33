import { Link } from '@tanstack/react-router'
import type { LibraryDocument, RevisionView } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { formatBytes } from '../import/format-bytes.ts'
import styles from './library.module.css'
import { fileOf } from './library.ts'
import { StateMark } from './state-mark.tsx'
import { useLibraryWords } from './words.ts'

type Props = { document: LibraryDocument; publish: (revision: number) => void }

/** Every revision, the newest first: each can be read, taken as a file and compared. */
export function RevisionList({ document, publish }: Props) {
  const words = useLibraryWords()
  const { siteId, id, revisions } = document
  return (
    <ol className={styles.list} reversed>
      {revisions.map((view, at) => (
        <li key={view.revision} className={styles.item}>
          <p className={styles.itemTop}>
            <Link
              to="/documents/$siteId/$id/$revision"
              params={{ siteId, id, revision: String(view.revision) }}
              className={styles.link}
            >
              {words.revision(view.revision)}
            </Link>
            <StateMark state={view.state} />
            <span className={styles.quiet}>
              <Periods view={view} siteId={siteId} />
            </span>
          </p>
          <About view={view} siteId={siteId} />
          <div className={styles.actions}>
            <a href={`${fileOf(document, view.revision)}?download=1`} className={styles.button}>
              {words.document.original}
            </a>
            <Compare document={document} view={view} before={revisions[at + 1]} />
            {view.state !== 'effective' && (
              <button
                type="button"
                className={styles.button}
                onClick={() => publish(view.revision)}
              >
                {words.publish.openLater(view.revision)}
              </button>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Periods({ view: { periods }, siteId }: { view: RevisionView; siteId: string }) {
  const words = useLibraryWords().document
  if (periods.length === 0) return words.never
  return periods.map(({ from, until }, at) => (
    <span key={from}>
      {at > 0 && ' · '}
      {words.since} <Moment at={from} siteId={siteId} />
      {until !== null && (
        <>
          {' '}
          {words.until} <Moment at={until} siteId={siteId} />
        </>
      )}
    </span>
  ))
}

function About({ view, siteId }: { view: RevisionView; siteId: string }) {
  const words = useLibraryWords()
  const { language } = useLanguage()
  const { fileName, bytes, pages, addedAt, addedBy } = view
  return (
    <p className={styles.quiet}>
      {fileName} · {formatBytes(bytes, language)}
      {pages !== null && ` · ${words.pagesOf(pages)}`}
      {addedAt !== null && (
        <>
          {` · ${words.document.added} `}
          <Moment at={addedAt} siteId={siteId} />
          {addedBy !== null && ` ${addedBy}`}
        </>
      )}
    </p>
  )
}

type CompareProps = {
  document: LibraryDocument
  view: RevisionView
  before: RevisionView | undefined
}

/** With the one in force; that one with the one before it. */
function Compare({ document, view, before }: CompareProps) {
  const words = useLibraryWords()
  const { siteId, id, state } = document
  const inForce = state === 'effective' ? document.revision : view.revision
  const other = inForce === view.revision ? before?.revision : inForce
  if (other === undefined) return null
  const [from, to] = [Math.min(other, view.revision), Math.max(other, view.revision)]
  return (
    <Link
      to="/documents/$siteId/$id/diff"
      params={{ siteId, id }}
      search={{ from, to }}
      className={styles.button}
    >
      {words.document.compare} {words.revision(other)}
    </Link>
  )
}
