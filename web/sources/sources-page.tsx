import { useNavigate, useSearch } from '@tanstack/react-router'
import type { SourcesPage as Page } from '../../server/http/contract.ts'
import { SiteField } from '../app/site-field.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { ConnectionList } from './connection-list.tsx'
import { DataTabs } from './data-tabs.tsx'
import { FindingList } from './finding-list.tsx'
import { KeyList } from './key-list.tsx'
import { SourceList } from './source-list.tsx'
import { groupFeeds, useSources } from './sources.ts'
import styles from './sources-page.module.css'
import { useSourceWords } from './words.ts'

/** Where data come from, how fresh they are, and what is wrong with them. */
export function SourcesPage() {
  const words = useSourceWords()
  const navigate = useNavigate()
  const { site = '' } = useSearch({ from: '/sources' })
  useTitle(words.heading)
  const choose = (id: string) =>
    void navigate({ to: '/sources', search: id === '' ? {} : { site: id } })
  return (
    <div className={styles.page}>
      <DataTabs />
      <header className={styles.top}>
        <div>
          <h1 className={styles.heading}>{words.heading}</h1>
          <p className={styles.lead}>{words.lead}</p>
        </div>
        <SiteField label={words.site} siteId={site} change={choose} all={words.allSites} />
      </header>
      <Parts siteId={site} />
    </div>
  )
}

function Parts({ siteId }: { siteId: string }) {
  const { data, error, refetch } = useSources()
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  const { feeds, connections, keys, findings, now } = ofSite(data, siteId)
  const silent = findings.filter(({ kind }) => kind === 'gap').map(({ subject }) => subject)
  return (
    <>
      <FindingList findings={findings} />
      <SourceList sources={groupFeeds(feeds)} silent={silent} now={now} />
      <ConnectionList connections={connections} />
      <KeyList keys={keys} now={now} />
    </>
  )
}

function ofSite(page: Page, siteId: string): Page {
  if (siteId === '') return page
  const own = <T extends { siteId: string }>(items: T[]) =>
    items.filter((item) => item.siteId === siteId)
  const { feeds, connections, keys, findings, now } = page
  return {
    ...{ feeds: own(feeds), connections: own(connections), keys: own(keys) },
    ...{ findings: own(findings), now },
  }
}
