import { Link, lazyRouteComponent, Outlet, useLocation, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { Me } from '../../server/http/contract.ts'
import { usePendingCount } from '../inbox/proposals.ts'
import { AccountMenu } from './account-menu.tsx'
import {
  AuditIcon,
  BrandMark,
  ChatIcon,
  DataIcon,
  InboxIcon,
  LibraryIcon,
  MetricsIcon,
  PlantIcon,
  WarningIcon,
} from './icons.tsx'
import { KeyHelp } from './key-help.tsx'
import { useLanguage } from './language.tsx'
import { LiveProvider, useLive } from './live.tsx'
import { LiveMark } from './live-mark.tsx'
import { useMe } from './session.ts'
import styles from './shell.module.css'
import { Failure, Loading, Notice } from './states.tsx'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'

const SignInPage = lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage')

/** Who is not signed in sees the sign-in page in place, so that a deep link survives it. */
export function Shell() {
  const { data: me, error, refetch } = useMe()
  const shared = useLocation({ select: ({ pathname }) => pathname.startsWith('/shared/') })
  // Its readers may have no account, or no site.
  if (shared) return <Alone />
  if (me === null) {
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    )
  }
  if (me !== undefined) {
    return (
      <LiveProvider>
        <Frame me={me} />
      </LiveProvider>
    )
  }
  return <main>{error === null ? <Loading /> : <Failure error={error} retry={refetch} />}</main>
}

function Alone() {
  const { words } = useLanguage()
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <span className={styles.brand}>
          <BrandMark />
          <span className={styles.brandName}>{words.app.name}</span>
        </span>
        <div className={styles.tools}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}

function Frame({ me }: { me: Me }) {
  const { words } = useLanguage()
  const live = useLive()
  const { wall } = useSearch({ strict: false })
  // A screen across the hall has no room for what nobody can press.
  if (wall === 1) {
    return (
      <div className={styles.frame} data-live={live} data-wall>
        <main id="content" className={styles.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    )
  }
  return (
    <div className={styles.frame} data-live={live}>
      <a className={styles.skip} href="#content">
        {words.app.skip}
      </a>
      <header className={styles.header}>
        <Link to="/inbox" className={styles.brand} aria-label={words.app.name}>
          <BrandMark />
          <span className={styles.brandName}>{words.app.name}</span>
        </Link>
        <Navigation />
        <div className={styles.tools}>
          <LiveMark />
          <LanguageSwitch />
          <ThemeSwitch />
          <AccountMenu me={me} />
        </div>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        {me.sites.length === 0 ? (
          <Notice level="h1" title={words.states.noSite} hint={words.states.noSiteHint} />
        ) : (
          <Outlet />
        )}
      </main>
      <KeyHelp />
    </div>
  )
}

const gatePages = ['results', 'handover', 'delegations', 'policy', 'playbooks', 'lessons']
const domain = ['plan', 'reports', 'health', 'quality', 'supply', 'process', 'tickets']

/** `with`: first words of the addresses that belong to it besides its own. */
const pages = [
  { to: '/inbox', key: 'inbox', icon: InboxIcon, with: gatePages },
  { to: '/chat', key: 'chat', icon: ChatIcon, with: ['chats'] },
  { to: '/alerts', key: 'alerts', icon: WarningIcon, with: [] },
  { to: '/plant', key: 'plant', icon: PlantIcon, with: domain },
  { to: '/metrics', key: 'metrics', icon: MetricsIcon, with: [] },
  { to: '/library', key: 'library', icon: LibraryIcon, with: ['documents'] },
  { to: '/sources', key: 'data', icon: DataIcon, with: [] },
  { to: '/audit', key: 'audit', icon: AuditIcon, with: [] },
] as const

function Navigation() {
  const { words } = useLanguage()
  const pending = usePendingCount()
  const place = useLocation({ select: ({ pathname }) => pathname.split('/')[1] ?? '' })
  return (
    <nav className={styles.nav} aria-label={words.nav.label}>
      {pages.map(({ to, key, icon: Icon, with: others }) => (
        <Link
          key={key}
          to={to}
          className={styles.page}
          activeProps={{ 'aria-current': 'page' }}
          data-here={others.some((one) => one === place) || undefined}
        >
          <Icon />
          <span>{words.nav[key]}</span>
          {key === 'inbox' && pending > 0 && (
            <span className={styles.count}>
              <span aria-hidden>{pending > 99 ? '99+' : pending}</span>
              <span className={styles.unseen}>{words.nav.pending(pending)}</span>
            </span>
          )}
        </Link>
      ))}
      <span className={styles.unseen} role="status">
        {pending > 0 ? words.inbox.news(pending) : ''}
      </span>
    </nav>
  )
}
