import { Link } from '@tanstack/react-router'
import styles from '../app/tabs.module.css'
import { useMetricWords } from './words.ts'

/** The two pages about metrics; a metric's own page belongs to the catalogue. */
export function MetricTabs({ at }: { at: 'catalogue' | 'explorer' }) {
  const words = useMetricWords()
  const current = (tab: typeof at) => (tab === at ? { 'aria-current': 'page' as const } : {})
  return (
    <nav className={styles.tabs} aria-label={words.pages}>
      <Link
        to="/metrics"
        activeOptions={{ exact: true }}
        className={styles.tab}
        {...current('catalogue')}
      >
        {words.catalogue}
      </Link>
      <Link to="/metrics/explore" className={styles.tab} {...current('explorer')}>
        {words.explorer}
      </Link>
    </nav>
  )
}
