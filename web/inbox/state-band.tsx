import type { ProposalView } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { resultText } from '../audit/event-text.ts'
import { TeachLink } from '../lessons/lesson-link.tsx'
import { StaleChange } from './stale-change.tsx'
import styles from './state-band.module.css'

type Props = { proposal: ProposalView }

export const stateBandId = 'proposal-state'

/** Where the proposal stands, told again as it changes. */
export function StateBand({ proposal }: Props) {
  const { words } = useLanguage()
  const { status, decisions } = proposal
  // The bar below says that it waits; a change that follows is told here.
  if (status === 'pending' && decisions.length === 0)
    return <div id={stateBandId} role="status" className={styles.none} />
  return (
    <div id={stateBandId} tabIndex={-1} className={styles.band} data-status={status} role="status">
      <p className={styles.headline}>{headline(proposal, words)}</p>
      <Deciders proposal={proposal} />
      <StaleChange proposal={proposal} />
      <Ending proposal={proposal} />
      {status === 'rejected' && <TeachLink proposal={proposal} />}
    </div>
  )
}

type Words = ReturnType<typeof useLanguage>['words']

function headline({ status, approvalsNeeded, decisions }: ProposalView, { app, state }: Words) {
  const given = decisions.filter(({ verdict }) => verdict === 'approve')
  if (status !== 'pending' || given.length === 0) return state[status]
  const who = given.map(({ decidedBy }) => decidedBy).join(app.comma)
  return state.pendingSecond(given.length, approvalsNeeded, who)
}

function Deciders({ proposal: { decisions, siteId } }: Props) {
  const { words } = useLanguage()
  const reasons: Record<string, string> = words.decide.reasons
  if (decisions.length === 0) return null
  return (
    <ul className={styles.deciders}>
      {decisions.map(({ decidedBy, verdict, reasonCode, reasonText, at }) => (
        <li key={`${decidedBy} ${at}`}>
          {`${words.events[verdict === 'approve' ? 'approved' : 'rejected']} · ${decidedBy} · `}
          <Moment at={at} siteId={siteId} />
          {reasonCode !== null && (
            <span className={styles.reason}>
              {[reasons[reasonCode] ?? reasonCode, reasonText].filter(Boolean).join(' · ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What came of it: the ticket, the schedule, or why nothing did. */
function Ending({ proposal: { status, result, siteId, finishedAt } }: Props) {
  const { language, words } = useLanguage()
  const text = resultText(result, words, language)
  const again = ['failed', 'stale', 'expired'].includes(status)
  return (
    <>
      {text !== '' && (
        <p className={styles.result}>
          {text} {finishedAt !== null && <Moment at={finishedAt} siteId={siteId} />}
        </p>
      )}
      {again && <p>{words.state.askAnew}</p>}
    </>
  )
}
