import { ReadLine } from '../readings/read-line.tsx'
import styles from '../readings/readings.module.css'
import type { Trace } from './trace.ts'
import { useQualityWords } from './words.ts'

/** What was left out, and what counts do not say. */
export function Notes({ data: { notes, basis } }: { data: Trace }) {
  const words = useQualityWords()
  return (
    <section className={styles.part} aria-label={words.notes}>
      <h3>{words.notes}</h3>
      <ul className={styles.list}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <ReadLine basis={basis} />
    </section>
  )
}
