import { Link } from '@tanstack/react-router'
import type { AuditEvent } from '../../server/http/contract.ts'
import { formatExactTime } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import styles from './audit-page.module.css'
import { eventText } from './event-text.ts'

/** One link of the chain. */
export function AuditEntry({ event }: { event: AuditEvent }) {
  const { language, words } = useLanguage()
  const { zone } = useSite(event.siteId)
  const { actor, verb, notes } = eventText(event, words, language)
  const { siteId, actionId: id, tool, seq, at, sha256, channel } = event
  const subject = tool === null ? '' : (words.tools[tool] ?? tool)
  return (
    <li className={styles.entry} value={seq}>
      <span className={styles.seq}>{seq}</span>
      <span className={styles.time} title={formatExactTime(at, zone, language)}>
        <Moment at={at} siteId={siteId} />
      </span>
      <div className={styles.what}>
        <p>
          <strong>{actor}</strong> {verb}
          {id !== null && (
            <>
              {' '}
              <Link
                to="/inbox/$siteId/$id"
                params={{ siteId, id }}
                className={styles.subject}
                aria-label={`${words.audit.open}: ${subject} ${shortId(id)}`}
              >
                {`${subject} ${shortId(id)}`}
              </Link>
            </>
          )}
        </p>
        {notes.length > 0 && <p className={styles.note}>{notes.join(' · ')}</p>}
      </div>
      <span className={styles.channel}>{words.channels[channel] ?? channel}</span>
      <code className={styles.hash} title={sha256}>
        <span className={styles.unseen}>{words.audit.hash}</span> {sha256.slice(0, 8)}
      </code>
    </li>
  )
}

const shortId = (id: string) => (id.length > 14 ? `${id.slice(0, 12)}…` : id)
