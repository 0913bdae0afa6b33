import { type ReactNode, useId } from 'react'
import styles from './section.module.css'

type Props = { title: string; aside?: ReactNode; children: ReactNode }

/** A part of the proposal under its own heading. */
export function Section({ title, aside, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.top}>
        <h2 id={id} className={styles.heading}>
          {title}
        </h2>
        {aside !== undefined && <p className={styles.aside}>{aside}</p>}
      </div>
      {children}
    </section>
  )
}
