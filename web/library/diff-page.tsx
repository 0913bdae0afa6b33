import { Link, useSearch } from '@tanstack/react-router'
import type { DiffRow, RevisionDiff } from '../../server/http/contract.ts'
import { BackIcon } from '../app/icons.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import page from '../metrics/metric-page.module.css'
import styles from './diff-page.module.css'
import { DiffRowView } from './diff-row.tsx'
import library from './library.module.css'
import { type DocumentPlace, useDiff, useDocument } from './library.ts'
import { useLibraryWords } from './words.ts'

/** Two revisions side by side; what is the same in both is folded. */
export function DiffPage(place: DocumentPlace) {
  const words = useLibraryWords()
  const span = useSearch({ from: '/documents/$siteId/$id/diff' })
  const { data: document } = useDocument(place)
  const { data, error, refetch } = useDiff(place, span)
  useTitle(words.diff.heading)
  return (
    <div className={library.page}>
      <Link to="/documents/$siteId/$id" params={place} className={page.back}>
        <BackIcon />
        {words.reader.toDocument}
      </Link>
      <header>
        <h1 className={library.heading}>{words.diff.heading}</h1>
        <p className={library.lead}>{document?.title ?? place.id}</p>
      </header>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : (
        <Rows diff={data} />
      )}
    </div>
  )
}

function Rows({ diff }: { diff: RevisionDiff }) {
  const words = useLibraryWords()
  const { siteId, id, from, to, rows, counts } = diff
  if (counts.changed + counts.added + counts.removed === 0)
    return <Notice title={words.diff.none} hint={words.diff.same(counts.same)} />
  return (
    <>
      <p className={library.quiet}>{words.diff.counts(counts)}</p>
      <div className={styles.columns}>
        {[from, to].map((revision, at) => (
          <p key={revision}>
            {at === 0 ? words.diff.from : words.diff.to}{' '}
            <Link
              to="/documents/$siteId/$id/$revision"
              params={{ siteId, id, revision: String(revision) }}
              className={library.link}
            >
              {words.revision(revision)}
            </Link>
          </p>
        ))}
      </div>
      {folded(rows).map((group) => (
        <Group key={keyOf(group[0])} rows={group} />
      ))}
    </>
  )
}

function Group({ rows }: { rows: DiffRow[] }) {
  const words = useLibraryWords().diff
  const views = rows.map((row) => <DiffRowView key={keyOf(row)} row={row} />)
  if (rows[0]?.kind !== 'same') return views
  return (
    <details className={styles.same}>
      <summary>{words.same(rows.length)}</summary>
      {views}
    </details>
  )
}

/** Neighbours that are the same in both revisions are one group. */
function folded(rows: DiffRow[]): DiffRow[][] {
  const groups: DiffRow[][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (row.kind === 'same' && last?.[0]?.kind === 'same') last.push(row)
    else groups.push([row])
  }
  return groups
}

const keyOf = (row: DiffRow | undefined): string =>
  `${row?.before?.seq ?? ''}-${row?.after?.seq ?? ''}`
