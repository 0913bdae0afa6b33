import type { ProposalView } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './changes.module.css'
import { type DiffRow, diffRows, isNewRecord } from './diff-rows.ts'
import { SchedulePicture } from './schedule-picture.tsx'
import { Section } from './section.tsx'

const headings = {
  pending: 'changes',
  approved: 'changes',
  executing: 'changes',
  unknown: 'changes',
  done: 'changed',
  compensated: 'notChanged',
  rejected: 'notChanged',
  expired: 'notChanged',
  withdrawn: 'notChanged',
  failed: 'notChanged',
  stale: 'notChanged',
} as const satisfies Record<ProposalView['status'], string>

/** What the world looks like now and would look like after. */
export function Changes({ proposal }: { proposal: ProposalView }) {
  const { diff, id, siteId, status } = proposal
  const { language, words } = useLanguage()
  const rows = diffRows(diff.entries, { language, values: words.values })
  const moved = diff.moved ?? []
  return (
    <>
      <Section title={words.proposal[headings[status]]}>
        {rows.length === 0 ? (
          <p>{words.proposal.noChanges}</p>
        ) : isNewRecord(diff.entries) ? (
          <NewRecord rows={rows} />
        ) : (
          <BeforeAfter rows={rows} />
        )}
      </Section>
      {moved.length > 0 && <SchedulePicture moved={moved} siteId={siteId} id={id} />}
    </>
  )
}

/** A record that does not exist yet: its fields, each marked as added. */
function NewRecord({ rows }: { rows: DiffRow[] }) {
  return (
    <dl className={styles.record}>
      {rows.map(({ label, after }) => (
        <div key={label} className={styles.field}>
          <dt>{label}</dt>
          <dd>{after}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Values side by side, for whatever has two. */
export function BeforeAfter({ rows }: { rows: DiffRow[] }) {
  const { proposal } = useLanguage().words
  const numbers = rows.some(({ change }) => change !== null)
  return (
    <table className={styles.table} data-numbers={numbers}>
      <thead>
        <tr>
          <th scope="col">{proposal.field}</th>
          <th scope="col">{proposal.before}</th>
          <th scope="col">{proposal.after}</th>
          {numbers && <th scope="col">{proposal.change}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, before, after, change, kind }) => (
          <tr key={label} data-kind={kind}>
            <th scope="row">{label}</th>
            <td className={styles.before}>{before ?? proposal.unset}</td>
            <td className={styles.after}>{after ?? proposal.unset}</td>
            {numbers && (
              <td className={styles.change}>{kind === 'same' ? proposal.same : change}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
