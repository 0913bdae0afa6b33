import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router'
import { useLanguage } from '../app/language.tsx'
import { Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { GatePages } from '../gate/gate-pages.tsx'
import { HandoverNotice } from '../gate/handover-notice.tsx'
import { useResultWords } from '../results/words.ts'
import styles from './inbox-page.module.css'
import { Items } from './items.tsx'
import { StuckNotice } from './stuck-notice.tsx'
import type { InboxTab } from './tab.ts'

const tabs: InboxTab[] = ['pending', 'decided']

/** The list of proposals, and beside it or in its place the chosen one. */
export function InboxPage() {
  const { words } = useLanguage()
  const results = useResultWords()
  const { tab = 'pending' } = useSearch({ from: '/inbox' })
  const { id: chosen } = useParams({ strict: false })
  useTitle(words.inbox.heading)
  const Heading = chosen === undefined ? 'h1' : 'h2'
  return (
    <div className={styles.page} data-chosen={chosen !== undefined}>
      <section className={styles.list} aria-label={words.inbox.list}>
        <div className={styles.top}>
          <Heading className={styles.heading}>{words.inbox.heading}</Heading>
          <GatePages />
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
        <HandoverNotice />
        <StuckNotice />
        <Items key={tab} tab={tab} />
      </section>
      <div className={styles.detail}>
        <Outlet />
      </div>
    </div>
  )
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
