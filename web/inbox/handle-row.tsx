import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Me, ProposalView } from '../../server/http/contract.ts'
import { formatClock } from '../app/format.ts'
import { useKeys } from '../app/keys.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { useLive } from '../app/live.tsx'
import { claimOf, mayHandle } from './decision-rules.ts'
import { EditDialog } from './edit-dialog.tsx'
import styles from './handle-row.module.css'
import { useStanding } from './standing.ts'
import { useClaim, useWithdraw } from './verbs.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'
import { useInboxWords } from './words.ts'

type Props = { proposal: ProposalView; me: Me; skewMs: number }
type Asked = { verb: 'edit' | 'withdraw'; seen: ProposalView }

const claimMinutes = 15

/** What one can do with a proposal beside deciding it, and who looks at it. */
export function HandleRow({ proposal, me, skewMs }: Props) {
  const { words: app } = useLanguage()
  const words = useInboxWords()
  const standing = useStanding(skewMs)
  const offline = useLive() === 'offline'
  const may = mayHandle(proposal, me, standing)
  const claimed = claimOf(proposal, standing.nowMs)
  const mine = claimed?.by === me.userId
  const [asked, setAsked] = useState<Asked | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const claim = useClaim(proposal)
  const withdraw = useWithdraw(proposal)
  const end = (outcome: string) => {
    setAsked(null)
    setSaid(outcome)
  }
  const fail = { onSuccess: end, onError: () => end('unsure') }
  const ask = (verb: Asked['verb']) => {
    if (may[verb] && !offline) setAsked({ verb, seen: proposal })
  }
  const toggleClaim = () => {
    if (may.claim && !offline) claim.mutate({ minutes: mine ? 0 : claimMinutes }, fail)
  }
  useKeys({ e: () => ask('edit'), w: () => ask('withdraw'), c: toggleClaim })
  const outcomes: Record<string, string> = { ...app.decide.outcomes, ...words.outcomes }
  // The line about who looks says it already.
  const told = said === 'claimed' ? null : said
  const any = may.edit || may.withdraw || may.claim
  if (!any && claimed === null && told === null) return null
  return (
    <section className={styles.row} aria-label={words.tools}>
      {any && !offline && (
        <div className={styles.buttons}>
          {may.claim && (
            <Button variant="default" onClick={toggleClaim} loading={claim.isPending}>
              {mine ? words.release : words.claim}
            </Button>
          )}
          {may.edit && (
            <Button variant="default" onClick={() => ask('edit')}>
              {words.edit}
            </Button>
          )}
          {may.withdraw && (
            <Button variant="default" onClick={() => ask('withdraw')}>
              {words.withdraw}
            </Button>
          )}
        </div>
      )}
      <p role="status" className={styles.said}>
        {told === null ? '' : (outcomes[told] ?? app.decide.unsure)}
      </p>
      {claimed !== null && <Claimed {...claimed} mine={mine} siteId={proposal.siteId} />}
      {asked?.verb === 'edit' && (
        <EditDialog seen={asked.seen} me={me} close={() => setAsked(null)} ended={end} />
      )}
      {asked?.verb === 'withdraw' && (
        <WithdrawDialog
          seen={asked.seen}
          sending={withdraw.isPending}
          close={() => setAsked(null)}
          withdraw={(reason) => withdraw.mutate(reason === '' ? {} : { reason }, fail)}
        />
      )}
    </section>
  )
}

type ClaimedProps = { by: string; until: string; mine: boolean; siteId: string }

function Claimed({ by, until, mine, siteId }: ClaimedProps) {
  const { language } = useLanguage()
  const words = useInboxWords()
  const clock = formatClock(until, useSite(siteId).zone, language)
  return (
    <p className={styles.claimed}>{mine ? words.claimedByMe(clock) : words.claimed(by, clock)}</p>
  )
}
