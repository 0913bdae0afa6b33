import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { DocumentItem } from './document-item.tsx'
import { Facets } from './facets.tsx'
import styles from './library.module.css'
import { listQuery } from './library.ts'
import { LibraryTabs } from './library-tabs.tsx'
import { SearchResults } from './search-results.tsx'
import { useLibraryWords } from './words.ts'

/** What answers may be taken from: searched by what it says, or looked through by what it is. */
export function LibraryPage() {
  const words = useLibraryWords()
  const { q = '' } = useSearch({ from: '/library' })
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <LibraryTabs />
      <header className={styles.top}>
        <div>
          <h1 className={styles.heading}>{words.heading}</h1>
          <p className={styles.lead}>{words.lead}</p>
        </div>
        <Link to="/library/add" className={styles.button}>
          {words.add}
        </Link>
      </header>
      <SearchBox key={q} typed={q} />
      <Found />
    </div>
  )
}

function SearchBox({ typed }: { typed: string }) {
  const words = useLibraryWords()
  const { q: _, ...others } = useSearch({ from: '/library' })
  const navigate = useNavigate()
  const [q, setQ] = useState(typed)
  const find = (event: FormEvent) => {
    event.preventDefault()
    const asked = q.trim()
    void navigate({ to: '/library', search: asked === '' ? others : { ...others, q: asked } })
  }
  return (
    <search>
      <form onSubmit={find} className={styles.search}>
        <label className={styles.field}>
          {words.search}
          <input
            type="search"
            value={q}
            placeholder={words.searchHint}
            onChange={({ target }) => setQ(target.value)}
          />
        </label>
        <Button type="submit">{words.find}</Button>
      </form>
    </search>
  )
}

function Found() {
  const { q, ...filters } = useSearch({ from: '/library' })
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    listQuery(filters),
  )
  const words = useLibraryWords()
  const [first] = data?.pages ?? []
  if (data === undefined || first === undefined)
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  const items = data.pages.flatMap((page) => page.items)
  const all = first.facets.site.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return <Notice title={words.empty} hint={words.emptyHint} />
  return (
    <>
      <Facets facets={first.facets} />
      {q === undefined ? (
        <>
          <p role="status" className={styles.quiet}>
            {words.count(first.total, all)}
          </p>
          {items.length === 0 && <Notice title={words.none} hint={words.noneHint} />}
          <ol className={styles.list}>
            {items.map((item) => (
              <DocumentItem key={`${item.siteId} ${item.id}`} item={item} />
            ))}
          </ol>
          {hasNextPage && (
            <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
              {words.more}
            </Button>
          )}
        </>
      ) : (
        <SearchResults q={q} filters={filters} />
      )}
    </>
  )
}
