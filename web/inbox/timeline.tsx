import type { AuditEvent, ProposalView } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { eventText } from '../audit/event-text.ts'
import { Section } from './section.tsx'
import styles from './timeline.module.css'

type Props = { events: AuditEvent[]; proposal: ProposalView }

/** What happened to this proposal, oldest first, from the audit record. */
export function Timeline({ events, proposal: { siteId } }: Props) {
  const { language, words } = useLanguage()
  return (
    <Section title={words.proposal.timeline}>
      <ol className={styles.timeline}>
        {events.map((event) => {
          const { actor, verb, notes } = eventText(event, words, language)
          return (
            <li key={event.seq} className={styles.event} data-event={event.event}>
              <Moment at={event.at} siteId={siteId} className={styles.time} />
              <div>
                <p>
                  <strong>{actor}</strong> {verb}
                </p>
                {notes.map((note) => (
                  <p key={note} className={styles.note}>
                    {note}
                  </p>
                ))}
              </div>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
