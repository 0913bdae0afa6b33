import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Me, ProposalView } from '../../server/http/contract.ts'
import { formatSpan } from '../app/format.ts'
import { useKeys } from '../app/keys.ts'
import { useLanguage } from '../app/language.tsx'
import { useLive } from '../app/live.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import { asksAgain, hasCounted, type Signed, useDecision } from './decision.ts'
import styles from './decision-bar.module.css'
import { type MayDecide, mayDecide, openRoles } from './decision-rules.ts'
import { useNow } from './now.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { useStanding } from './standing.ts'
import { stateBandId } from './state-band.tsx'
import { timeLeft } from './time-left.ts'
import { useInboxWords } from './words.ts'

type Props = { proposal: ProposalView; me: Me; skewMs: number }
/** The dialog keeps the proposal as it was when opened: that, and nothing newer, is decided. */
type Asked = { verdict: 'approve' | 'reject'; seen: ProposalView }

/** Always in sight below the proposal: the time left, and the two ways to decide. */
export function DecisionBar({ proposal, me, skewMs }: Props) {
  const { words } = useLanguage()
  const inbox = useInboxWords()
  const standing = useStanding(skewMs)
  const may = mayDecide(proposal, me, standing)
  const offline = useLive() === 'offline'
  const decision = useDecision(proposal)
  const [asked, setAsked] = useState<Asked | null>(null)
  const ask = (verdict: Asked['verdict']) => {
    if (may !== 'may' || offline || decision.isPending) return
    decision.reset()
    setAsked({ verdict, seen: proposal })
  }
  const decide = (signed: Signed) =>
    decision.mutate(signed, {
      onSettled: (outcome) => {
        if (!asksAgain(outcome)) setAsked(null)
      },
    })
  const answered = asked === null && (decision.data !== undefined || decision.error !== null)
  useEffect(() => {
    // The buttons are gone, so reading goes on at what has become of it.
    if (answered) document.getElementById(stateBandId)?.focus()
  }, [answered])
  useKeys({ a: () => ask('approve'), r: () => ask('reject') })
  const close = () => {
    if (asksAgain(decision.data)) decision.reset()
    setAsked(null)
  }
  const dialog = { sending: decision.isPending, refused: decision.data, close, decide }
  const open = may === 'may' ? asked : null
  if (may === 'closed' && decision.data === undefined && decision.error === null) return null
  return (
    <div className={styles.bar}>
      <Outcome decision={decision} status={proposal.status} />
      {may !== 'closed' && (
        <section className={styles.row} aria-label={words.decide.bar}>
          <TimeLeft proposal={proposal} skewMs={skewMs} />
          {may === 'may' && !offline ? (
            <div className={styles.buttons}>
              <Button variant="default" onClick={() => ask('reject')}>
                {words.decide.reject}
              </Button>
              <Button onClick={() => ask('approve')}>{words.decide.approve}</Button>
            </div>
          ) : (
            <p className={styles.why}>
              {offline ? inbox.offline : whyNot(may, openRoles(proposal, standing.nowMs), words)}
            </p>
          )}
        </section>
      )}
      {open?.verdict === 'approve' && <ApproveDialog seen={open.seen} {...dialog} />}
      {open?.verdict === 'reject' && <RejectDialog seen={open.seen} {...dialog} />}
    </div>
  )
}

function whyNot(
  may: MayDecide,
  open: string[],
  { app, decide, roles }: ReturnType<typeof useLanguage>['words'],
): string {
  if (may === 'may' || may === 'closed') return ''
  if (may !== 'role') return decide.mayNot[may]
  return decide.mayNot.role(open.map((role) => roles[role] ?? role).join(app.comma))
}

type OutcomeProps = { decision: ReturnType<typeof useDecision>; status: ProposalView['status'] }

/** What came of one's own decision; a refusal is told as plainly as a success. */
function Outcome({ decision, status }: OutcomeProps) {
  const { decide } = useLanguage().words
  const { outcomes } = useInboxWords()
  const { data, error } = decision
  const said: Record<string, string> = { ...outcomes, ...decide.outcomes }
  const good = data !== undefined && hasCounted(data)
  // Once it has ended, the proposal itself says how.
  if (good && status !== 'approved' && status !== 'pending') return null
  return (
    <div role="status">
      {data !== undefined && (
        <p className={styles.outcome} data-tone={good ? 'good' : 'bad'}>
          {said[data] ?? data}
        </p>
      )}
      {error !== null && (
        <p className={styles.outcome} data-tone="bad">
          {decide.unsure}
        </p>
      )}
    </div>
  )
}

function TimeLeft({ proposal: { expiresAt }, skewMs }: Pick<Props, 'proposal' | 'skewMs'>) {
  const { language, words } = useLanguage()
  const { ms, urgency } = timeLeft(expiresAt, useNow(skewMs, 1000))
  return (
    <p className={styles.left} data-urgency={urgency} role="timer" aria-live="off">
      {urgency === 'over' ? words.inbox.expired : words.decide.expiring(formatSpan(ms, language))}
    </p>
  )
}
