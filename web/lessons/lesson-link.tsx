import { Link } from '@tanstack/react-router'
import type { ProposalView } from '../../server/http/contract.ts'
import styles from './lessons-page.module.css'
import { useLessonWords } from './words.ts'

type Use = NonNullable<ProposalView['evidence'][number]['lesson']>

/** From a card to the lesson that it names. */
export function LessonLink({ of: { siteId, lesson } }: { of: Use }) {
  const words = useLessonWords()
  return (
    <Link
      to="/lessons"
      search={{ site: siteId }}
      hash={`${siteId}-${lesson}`}
      className={styles.link}
    >
      {words.open(lesson)}
    </Link>
  )
}

/** From a rejection to the lesson that may come of it. */
export function TeachLink({ proposal: { siteId, id } }: { proposal: ProposalView }) {
  const words = useLessonWords()
  return (
    <Link to="/lessons" search={{ site: siteId, from: id }} className={styles.link}>
      {words.teachFrom}
    </Link>
  )
}

export function LessonsLink() {
  const words = useLessonWords()
  return (
    <Link to="/lessons" className={styles.link}>
      {words.heading}
    </Link>
  )
}
