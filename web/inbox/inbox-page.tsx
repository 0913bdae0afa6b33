import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ProposalView } from '../../server/http/contract.ts'
import { useKeys } from '../app/keys.ts'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { useResultWords } from '../results/words.ts'
import styles from './inbox-page.module.css'
import { useNow } from './now.ts'
import { ProposalItem } from './proposal-item.tsx'
import { useProposals } from './proposals.ts'
import type { InboxTab } from './tab.ts'

const tabs: InboxTab[] = ['pending', 'decided']
/** From here on list and detail stand side by side, as in inbox-page.module.css. */
const besideQuery = '(min-width: 1000px)'

/** The list of proposals, and beside it or in its place the chosen one. */
export function InboxPage() {
  const { words } = useLanguage()
  const results = useResultWords()
  const { tab = 'pending' } = useSearch({ from: '/inbox' })
  const { id: chosen } = useParams({ strict: false })
  useTitle(words.inbox.heading)
  useEffect(() => {
    // Fetched ahead, so that a proposal opens at once, and also when the network has gone.
    void import('./proposal-page.tsx').catch(() => undefined)
  }, [])
  const Heading = chosen === undefined ? 'h1' : 'h2'
  return (
    <div className={styles.page} data-chosen={chosen !== undefined}>
      <section className={styles.list} aria-label={words.inbox.list}>
        <div className={styles.top}>
          <Heading className={styles.heading}>{words.inbox.heading}</Heading>
          <nav className={styles.tabs} aria-label={words.inbox.tabs}>
            {tabs.map((one) => (
              <Link
                key={one}
                to="/inbox"
                search={one === 'decided' ? { tab: one } : {}}
                className={styles.tab}
                activeOptions={{ exact: true, includeSearch: true }}
                aria-current={one === tab ? 'true' : undefined}
              >
                {words.inbox[one]}
              </Link>
            ))}
            <Link to="/results" className={styles.tab}>
              {results.heading}
            </Link>
          </nav>
        </div>
        <Items key={tab} tab={tab} />
      </section>
      <div className={styles.detail}>
        <Outlet />
      </div>
    </div>
  )
}

function Items({ tab }: { tab: InboxTab }) {
  const { words } = useLanguage()
  const { data, error, refetch } = useProposals(tab)
  const now = useNow(data?.skewMs ?? 0, 10_000)
  const list = useRef<HTMLUListElement>(null)
  const step = useStep(data?.items ?? [], list, tab)
  useKeys({ j: () => step(1), k: () => step(-1) })
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  if (data.items.length === 0) return <NoItems tab={tab} />
  return (
    <>
      <ul ref={list} className={styles.items}>
        {data.items.map((proposal) => (
          <li key={`${proposal.siteId}/${proposal.id}`}>
            <ProposalItem proposal={proposal} nowMs={now} tab={tab} />
          </li>
        ))}
      </ul>
      {data.items.length < data.total && (
        <p className={styles.count}>{words.inbox.shown(data.items.length, data.total)}</p>
      )}
    </>
  )
}

function NoItems({ tab }: { tab: InboxTab }) {
  const { inbox } = useLanguage().words
  if (tab === 'decided') return <Notice title={inbox.noneDecided} hint={inbox.noneDecidedHint} />
  return (
    <Notice title={inbox.nonePending} hint={inbox.nonePendingHint}>
      <Link to="/chat">{inbox.toChat}</Link>
    </Notice>
  )
}

/** Moves from proposal to proposal: the focus in a list alone, else what is shown too. */
function useStep(
  items: ProposalView[],
  list: React.RefObject<HTMLUListElement | null>,
  tab: InboxTab,
): (by: 1 | -1) => void {
  const navigate = useNavigate()
  const { id: chosen } = useParams({ strict: false })
  return (by) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const focused = links.findIndex((link) => link.matches(':focus'))
    const at = focused >= 0 ? focused : items.findIndex(({ id }) => id === chosen)
    const next = at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))
    const item = items[next]
    if (item === undefined) return
    links[next]?.focus()
    if (chosen === undefined && !matchMedia(besideQuery).matches) return
    const { siteId, id } = item
    void navigate({
      to: '/inbox/$siteId/$id',
      params: { siteId, id },
      search: tab === 'decided' ? { tab } : {},
      replace: chosen !== undefined,
    })
  }
}

/** What stands beside the list until something is chosen. */
export function NothingChosen() {
  const { inbox } = useLanguage().words
  return (
    <div className={styles.nothing}>
      <Notice title={inbox.chooseOne} hint={`${inbox.chooseHint} ${inbox.keysHint}`} />
    </div>
  )
}
