import { type ReactNode, useId } from 'react'
import styles from './metric-page.module.css'

type Props = { title: string; aside?: string; children: ReactNode }

/** A part of a metric's page under its own heading. */
export function MetricSection({ title, aside, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {aside !== undefined && <p className={styles.aside}>{aside}</p>}
      {children}
    </section>
  )
}
