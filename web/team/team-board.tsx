import { Button } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { TeamPage } from '../../server/http/contract.ts'
import { useChosenSite, useLanguage, useSite } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { SiteField } from '../app/site-field.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import page from '../app/wide-page.module.css'
import { PlantTabs } from '../plant/plant-tabs.tsx'
import { WallLink } from '../plant/wall-link.tsx'
import { EntryCard, figuresEveryS } from './entry-card.tsx'
import { EntryTools } from './entry-tools.tsx'
import styles from './team-board.module.css'
import { type PageChange, useChangePage, useTeamPage } from './team-page.ts'
import { useTeamWords } from './words.ts'

/** The board of a team, or of a whole site. */
export function TeamBoard() {
  const words = useTeamWords()
  const { site: named, team = '', wall } = useSearch({ from: '/plant/team' })
  const { id: site } = useChosenSite(named)
  const { data, error, refetch } = useTeamPage({ siteId: site, teamId: team })
  useTitle(words.heading)
  return (
    <div className={`${page.page} ${styles.board}`} data-wall={wall === 1}>
      {wall !== 1 && <PlantTabs />}
      <header className={page.top}>
        <div className={page.titles}>
          <h1 className={page.heading}>{data ? <Title page={data} /> : words.heading}</h1>
          {wall !== 1 && <p className={styles.quiet}>{words.lead}</p>}
          <p className={styles.quiet}>{words.every(figuresEveryS)}</p>
        </div>
        {wall !== 1 && <Choices site={site} page={data} />}
        <WallLink to="/plant/team" on={wall === 1} />
      </header>
      {data !== undefined ? (
        <Entries key={`${site} ${team}`} page={data} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </div>
  )
}

function Title({ page }: { page: TeamPage }) {
  const nameOf = usePageName(page.siteId)
  return nameOf(page.teams.find(({ id }) => id === page.teamId))
}

function usePageName(siteId: string): (team: TeamPage['teams'][number] | undefined) => string {
  const words = useTeamWords()
  const { language } = useLanguage()
  const site = useSite(siteId)
  return (team) => {
    if (team === undefined || team.id === '') return words.wholeSite(site.name)
    return language === 'zh' ? team.nameZh : team.nameEn
  }
}

function Choices({ site, page }: { site: string; page: TeamPage | undefined }) {
  const words = useTeamWords()
  const navigate = useNavigate()
  const nameOf = usePageName(site)
  const go = (search: { site: string; team?: string }) =>
    void navigate({ to: '/plant/team', search })
  return (
    <div className={styles.choices}>
      <SiteField label={words.site} siteId={site} change={(next) => go({ site: next })} />
      <SelectField
        label={words.team}
        value={page?.teamId ?? ''}
        choices={(page?.teams ?? []).map((team) => ({ value: team.id, label: nameOf(team) }))}
        change={(team) => go(team === '' ? { site } : { site, team })}
      />
    </div>
  )
}

function Entries({ page }: { page: TeamPage }) {
  const words = useTeamWords()
  const { siteId, teamId, entries, mayPublish } = page
  const [arranging, setArranging] = useState(false)
  const [said, setSaid] = useState('')
  const { mutate, isPending } = useChangePage({ siteId, teamId })
  const done = { ordered: words.moved, unpublished: words.unpublished, published: '' }
  const change = (wanted: PageChange) =>
    mutate(wanted, {
      onSuccess: ({ outcome }) =>
        setSaid(outcome in done ? done[outcome as keyof typeof done] : words.changedElsewhere),
      onError: () => setSaid(words.failed),
    })
  return (
    <>
      {mayPublish && entries.length > 0 && (
        <div className={styles.arrange}>
          <Button
            variant="default"
            aria-pressed={arranging}
            onClick={() => setArranging(!arranging)}
          >
            {arranging ? words.done : words.edit}
          </Button>
          <p role="status" className={styles.quiet}>
            {said}
          </p>
        </div>
      )}
      {entries.length === 0 && (
        <Notice title={words.empty} hint={words.emptyHint}>
          <Link to="/metrics/explore">{words.toExplorer}</Link>
        </Notice>
      )}
      <div className={styles.cards}>
        {entries.map((entry, at) => (
          <EntryCard key={entry.viewId} siteId={siteId} entry={entry}>
            {arranging && <EntryTools {...{ entries, at, change, busy: isPending }} />}
          </EntryCard>
        ))}
      </div>
    </>
  )
}
