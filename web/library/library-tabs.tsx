import { Link } from '@tanstack/react-router'
import styles from '../app/tabs.module.css'
import { useLibraryWords } from './words.ts'

const tabs = [
  ['/library', 'documents'],
  ['/library/questions', 'questions'],
  ['/library/reviews', 'reviews'],
  ['/library/terms', 'terms'],
] as const

/** The pages of the library; a document's own page belongs to the documents. */
export function LibraryTabs() {
  const words = useLibraryWords()
  return (
    <nav className={styles.tabs} aria-label={words.pages}>
      {tabs.map(([to, key]) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
          className={styles.tab}
        >
          {words.tabs[key]}
        </Link>
      ))}
    </nav>
  )
}
