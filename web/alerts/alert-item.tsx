import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AlertView } from '../../server/http/contract.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import styles from './alerts.module.css'
import { useAlertWords } from './words.ts'

/** One alert as a line of a list. */
export function AlertItem({ alert }: { alert: AlertView }) {
  const { language } = useLanguage()
  const { siteId, id, severity, titleZh, titleEn, clearedAt } = alert
  const over = clearedAt !== null ? { 'data-over': true } : {}
  return (
    <li className={styles.item}>
      <Link to="/alerts/$siteId/$id" params={{ siteId, id }} className={styles.row}>
        <span className={styles.mark} data-severity={severity} {...over} />
        <span>
          <span className={styles.title}>{language === 'zh' ? titleZh : titleEn}</span>
          <AlertFacts alert={alert} />
        </span>
      </Link>
    </li>
  )
}

/** How grave it is, how it stands, since when, and what went with it. */
export function AlertFacts({ alert }: { alert: AlertView }) {
  const words = useAlertWords()
  const site = useSite(alert.siteId)
  const { siteId, severity, state, raisedAt, clearedAt, followers, repeats } = alert
  const taken = alert.acknowledgedBy
  const facts: [string, ReactNode][] = [
    ['site', site.name],
    ['since', <When key="since" word={words.since} at={raisedAt} siteId={siteId} />],
  ]
  if (clearedAt !== null) {
    const over = <When key="over" word={words.overSince} at={clearedAt} siteId={siteId} />
    facts.push(['over', over])
  }
  if (taken !== null) facts.push(['taken', words.takenBy(taken)])
  if (followers > 0) facts.push(['followers', words.followers(followers)])
  if (repeats > 0) facts.push(['repeats', words.repeats(repeats)])
  return (
    <span className={styles.top}>
      <span className={styles.badge} data-severity={severity}>
        {words.severities[severity]}
      </span>
      <span className={styles.badge}>{words.states[state]}</span>
      {facts.map(([key, shown]) => (
        <span key={key} className={styles.quiet}>
          {shown}
        </span>
      ))}
    </span>
  )
}

type WhenProps = { word: string; at: string; siteId: string }

export function When({ word, at, siteId }: WhenProps) {
  return (
    <span className={styles.quiet}>
      {word} <Moment at={at} siteId={siteId} />
    </span>
  )
}
