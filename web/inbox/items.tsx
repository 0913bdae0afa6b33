import { Button } from '@mantine/core'
import { Link, lazyRouteComponent, useNavigate, useParams } from '@tanstack/react-router'
import { type RefObject, Suspense, useDeferredValue, useEffect, useRef, useState } from 'react'
import type { ProposalView } from '../../server/http/contract.ts'
import { useKeys } from '../app/keys.ts'
import { useLanguage } from '../app/language.tsx'
import { useLive } from '../app/live.tsx'
import { useMe } from '../app/session.ts'
import { Failure, Loading, Notice } from '../app/states.tsx'
import styles from './inbox-page.module.css'
import { ProposalItem } from './proposal-item.tsx'
import { useProposals } from './proposals.ts'
import { keyOf, mayChoose, toggled } from './selection.ts'
import { useStanding } from './standing.ts'
import type { InboxTab } from './tab.ts'
import { useInboxWords } from './words.ts'

/** From here on list and detail stand side by side, as in inbox-page.module.css. */
const besideQuery = '(min-width: 1000px)'

/** More than a screen shows; the others are drawn once these stand there and answer. */
const drawnFirst = 12

/** Only then, as it would keep the list from answering for a tenth of its way on a phone. */
const restAfterMs = 500

/** Fetched ahead, so that a proposal opens at once, and also when the network has gone. */
function fetchRest(): void {
  for (const part of [import('./proposal-page.tsx'), import('./bulk-bar.tsx')])
    part.catch(() => undefined)
}

const BulkBar = lazyRouteComponent(() => import('./bulk-bar.tsx'), 'BulkBar')

type Chosen = ReadonlyMap<string, ProposalView>

/** The list, page by page; what is out of sight is not drawn. */
export function Items({ tab }: { tab: InboxTab }) {
  const { words } = useLanguage()
  const inbox = useInboxWords()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useProposals(tab)
  const list = useRef<HTMLUListElement>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const items = data?.items ?? []
  const step = useStep(items, list, tab)
  useKeys({ j: () => step(1), k: () => step(-1) })
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  if (items.length === 0) return <NoItems tab={tab} />
  return (
    <>
      {tab === 'pending' && (
        <SelectSwitch
          on={chosen !== null}
          turn={() => setChosen(chosen === null ? new Map() : null)}
        />
      )}
      <Lines
        items={items}
        tab={tab}
        skewMs={data.skewMs}
        place={list}
        chosen={chosen}
        choose={setChosen}
      />
      {items.length < data.total && (
        <p className={styles.count}>{words.inbox.shown(items.length, data.total)}</p>
      )}
      {hasNextPage && (
        <Button
          variant="default"
          className={styles.more}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {inbox.more(data.total - items.length)}
        </Button>
      )}
      {chosen !== null && (
        <Suspense>
          <BulkBar chosen={chosen} ended={() => setChosen(null)} />
        </Suspense>
      )}
    </>
  )
}

function SelectSwitch({ on, turn }: { on: boolean; turn: () => void }) {
  const { bulk, offline } = useInboxWords()
  if (useLive() === 'offline') {
    return (
      <p role="status" className={styles.offline}>
        {offline}
      </p>
    )
  }
  return (
    <Button variant="subtle" className={styles.select} aria-pressed={on} onClick={turn}>
      {on ? bulk.stop : bulk.start}
    </Button>
  )
}

type LinesProps = {
  items: ProposalView[]
  tab: InboxTab
  skewMs: number
  place: RefObject<HTMLUListElement | null>
  /** Null: nothing is being selected. */
  chosen: Chosen | null
  choose: (chosen: Chosen) => void
}

function Lines({ items, tab, skewMs, place, chosen, choose }: LinesProps) {
  const { language } = useLanguage()
  const { bulk } = useInboxWords()
  const { data: me } = useMe()
  const standing = useStanding(skewMs)
  const drawn = useDeferredValue(items, items.slice(0, drawnFirst))
  useEffect(() => {
    const timer = setTimeout(fetchRest, restAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <ul ref={place} className={styles.items}>
      {drawn.map((proposal) => (
        <li key={keyOf(proposal)} data-selecting={chosen !== null}>
          {chosen !== null && me && (
            <label className={styles.pick}>
              <input
                type="checkbox"
                aria-label={bulk.select(proposal.title[language])}
                checked={chosen.has(keyOf(proposal))}
                disabled={!mayChoose(proposal, chosen, { me, standing })}
                onChange={() => choose(toggled(chosen, proposal))}
              />
            </label>
          )}
          <ProposalItem proposal={proposal} nowMs={standing.nowMs} tab={tab} />
        </li>
      ))}
    </ul>
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
  list: RefObject<HTMLUListElement | null>,
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
