import { Link } from '@tanstack/react-router'
import styles from '../app/tabs.module.css'
import { useSourceWords } from './words.ts'

/** The two pages about data. */
export function DataTabs() {
  const words = useSourceWords()
  return (
    <nav className={styles.tabs} aria-label={words.pages}>
      <Link
        to="/sources"
        className={styles.tab}
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        {words.heading}
      </Link>
      <Link to="/sources/import" className={styles.tab} activeProps={{ 'aria-current': 'page' }}>
        {words.importFile}
      </Link>
    </nav>
  )
}
