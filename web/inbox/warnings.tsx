import type { ProposalView } from '../../server/http/contract.ts'
import { WarningIcon } from '../app/icons.tsx'
import { useLanguage } from '../app/language.tsx'
import styles from './warnings.module.css'

/** Where the request came from, when that calls for a second look. */
export function Warnings({ proposal: { tainted, channel } }: { proposal: ProposalView }) {
  const { proposal } = useLanguage().words
  const told = [
    tainted && channel !== 'mcp' ? ([proposal.tainted, proposal.taintedHint] as const) : null,
    channel === 'mcp' ? ([proposal.mcp, proposal.mcpHint] as const) : null,
  ].filter((one) => one !== null)
  if (told.length === 0) return null
  return (
    <ul className={styles.warnings}>
      {told.map(([title, hint]) => (
        <li key={title} className={styles.warning}>
          <WarningIcon />
          <p>
            <strong>{title}</strong>
            <br />
            {hint}
          </p>
        </li>
      ))}
    </ul>
  )
}
