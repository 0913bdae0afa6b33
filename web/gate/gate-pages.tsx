import { Link } from '@tanstack/react-router'
import styles from './gate.module.css'
import { useGateWords } from './words.ts'

/** From the inbox to the pages about who decides, and between them. */
export function GatePages() {
  const words = useGateWords()
  return (
    <nav className={styles.pages} aria-label={words.pages}>
      <Link to="/handover" className={styles.link} activeProps={{ 'aria-current': 'page' }}>
        {words.handover}
      </Link>
      <Link to="/delegations" className={styles.link} activeProps={{ 'aria-current': 'page' }}>
        {words.delegations}
      </Link>
      <Link to="/policy" className={styles.link} activeProps={{ 'aria-current': 'page' }}>
        {words.rules}
      </Link>
      <Link to="/playbooks" className={styles.link} activeProps={{ 'aria-current': 'page' }}>
        {words.playbooks}
      </Link>
      <Link to="/lessons" className={styles.link} activeProps={{ 'aria-current': 'page' }}>
        {words.lessons}
      </Link>
    </nav>
  )
}
