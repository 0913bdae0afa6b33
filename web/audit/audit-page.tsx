import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { AuditPage as Page } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { SiteField } from '../app/site-field.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { LessonsLink } from '../lessons/lesson-link.tsx'
import { AuditEntry } from './audit-entry.tsx'
import styles from './audit-page.module.css'

/** The audit chain of a site, newest first. */
export function AuditPage() {
  const { audit } = useLanguage().words
  const navigate = useNavigate()
  const sites = useSites()
  const search = useSearch({ from: '/audit' })
  const siteId = (sites.find(({ id }) => id === search.site) ?? sites[0])?.id ?? ''
  useTitle(audit.heading)
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <div>
          <h1 className={styles.heading}>{audit.heading}</h1>
          <p className={styles.lead}>{audit.lead}</p>
          <p className={styles.lead}>
            <LessonsLink /> · {audit.verify}{' '}
            <code className={styles.command}>jidoka audit verify</code>
          </p>
        </div>
        <SiteField
          label={audit.site}
          siteId={siteId}
          change={(site) => void navigate({ to: '/audit', search: { site } })}
        />
      </header>
      <Entries key={siteId} siteId={siteId} />
    </div>
  )
}

function Entries({ siteId }: { siteId: string }) {
  const { audit } = useLanguage().words
  const { data, error, refetch, ...more } = useEntries(siteId)
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  const entries = data.pages.flatMap(({ items }) => items)
  if (entries.length === 0) return <Notice title={audit.empty} hint={audit.emptyHint} />
  return (
    <>
      <p className={styles.total}>{audit.total(data.pages[0]?.total ?? 0)}</p>
      <div className={styles.head} aria-hidden>
        <span>{audit.seq}</span>
        <span>{audit.time}</span>
        <span>{audit.event}</span>
        <span>{audit.via}</span>
        <span>{audit.hash}</span>
      </div>
      <ol className={styles.entries} aria-label={audit.table} reversed>
        {entries.map((event) => (
          <AuditEntry key={event.seq} event={event} />
        ))}
      </ol>
      {more.hasNextPage ? (
        <Button
          variant="default"
          loading={more.isFetchingNextPage}
          onClick={() => void more.fetchNextPage()}
        >
          {audit.older}
        </Button>
      ) : (
        <p className={styles.lead}>{audit.end}</p>
      )}
    </>
  )
}

const useEntries = (siteId: string) =>
  useInfiniteQuery({
    queryKey: ['audit', siteId],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? '' : `&before=${pageParam}`
      return getJson<Page>(`/api/audit?site=${encodeURIComponent(siteId)}${before}`, { signal })
    },
    initialPageParam: null as number | null,
    // Entries are numbered without a gap from 1, so the first one ends the paging.
    getNextPageParam: ({ items }) => {
      const oldest = items.at(-1)?.seq
      return oldest === undefined || oldest <= 1 ? null : oldest
    },
  })
