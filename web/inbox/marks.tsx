import type { ProposalView } from '../../server/http/contract.ts'
import { formatSpan } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './marks.module.css'
import { timeLeft } from './time-left.ts'

/** Three bars, as many filled as the risk is high: read without colour. */
export function RiskMark({ risk }: { risk: ProposalView['risk'] }) {
  const { risks } = useLanguage().words
  return (
    <span className={styles.risk} data-risk={risk}>
      <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">
        <rect x="0" y="7" width="3.5" height="5" />
        <rect x="5" y="4" width="3.5" height="8" />
        <rect x="10" y="0" width="3.5" height="12" />
      </svg>
      {risks[risk] ?? risk}
    </span>
  )
}

export function StatusMark({ status }: { status: ProposalView['status'] }) {
  const { statuses } = useLanguage().words
  return (
    <span className={styles.status} data-status={status}>
      {statuses[status] ?? status}
    </span>
  )
}

type CountdownProps = { expiresAt: string; nowMs: number }

export function Countdown({ expiresAt, nowMs }: CountdownProps) {
  const { language, words } = useLanguage()
  const { ms, urgency } = timeLeft(expiresAt, nowMs)
  return (
    <span className={styles.countdown} data-urgency={urgency} role="timer" aria-live="off">
      {urgency === 'over' ? words.inbox.expired : words.inbox.left(formatSpan(ms, language))}
    </span>
  )
}
