import type { ProposalView } from '../../server/http/contract.ts'
import { Arrow } from '../app/icons.tsx'
import styles from './state-band.module.css'
import { useInboxWords } from './words.ts'

/** What the plant was when it was proposed, and what it was when it should have been done. */
export function StaleChange({ proposal: { status, result } }: { proposal: ProposalView }) {
  const words = useInboxWords().stale
  if (status !== 'stale' || result === null) return null
  const { before, after } = result
  if (before === undefined && after === undefined) return null
  const said = (value: unknown) =>
    value === null || value === undefined
      ? words.none
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
  return (
    <dl className={styles.stale} aria-label={words.heading}>
      <div>
        <dt>{words.was}</dt>
        <dd>{said(before)}</dd>
      </div>
      <Arrow />
      <div>
        <dt>{words.is}</dt>
        <dd>{said(after)}</dd>
      </div>
    </dl>
  )
}
