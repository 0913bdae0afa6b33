import { Link } from '@tanstack/react-router'
import { usePlanWords } from '../plan/words.ts'
import styles from '../sources/data-tabs.module.css'
import { useTeamWords } from '../team/words.ts'
import { usePlantWords } from './words.ts'

/** The pages that a whole site looks at. */
export function PlantTabs() {
  const words = usePlantWords()
  const team = useTeamWords()
  const plan = usePlanWords()
  return (
    <nav className={styles.tabs} aria-label={words.pages}>
      <Link
        to="/plant"
        className={styles.tab}
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        {words.heading}
      </Link>
      <Link to="/plant/team" className={styles.tab} activeProps={{ 'aria-current': 'page' }}>
        {team.heading}
      </Link>
      <Link
        to="/plan"
        className={styles.tab}
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        {plan.heading}
      </Link>
      <Link to="/reports" className={styles.tab} activeProps={{ 'aria-current': 'page' }}>
        {words.reports}
      </Link>
    </nav>
  )
}
