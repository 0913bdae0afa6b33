import { type ReactNode, useId } from 'react'
import styles from './list.module.css'

type Props = { title: string; count?: string | undefined; children: ReactNode }

/** A part of the page under its own heading. */
export function DataSection({ title, count, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.top}>
        <h2 id={id} className={styles.heading}>
          {title}
        </h2>
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </div>
      {children}
    </section>
  )
}

type EmptyProps = { title: string; hint: string; command?: string }

/** Nothing there, and what to do so that something is. */
export function NoData({ title, hint, command }: EmptyProps) {
  return (
    <div className={`${styles.card} ${styles.empty}`}>
      <p>{title}</p>
      <p>{hint}</p>
      {command !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys
        <pre className={styles.command} tabIndex={0}>
          {command}
        </pre>
      )}
    </div>
  )
}
