import styles from '../readings/readings.module.css'
import { useQualityWords } from './words.ts'

/** What was left out, and what counts do not say. */
export function Notes({ notes }: { notes: string[] }) {
  const words = useQualityWords()
  return (
    <section className={styles.part} aria-label={words.notes}>
      <h3>{words.notes}</h3>
      <ul className={styles.list}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  )
}
