import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { DeliveryView, Me, ProposalDetail } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { useLive } from '../app/live.tsx'
import { Moment } from '../app/moment.tsx'
import { holdsRight } from './decision-rules.ts'
import styles from './effect-place.module.css'
import { Facts } from './facts.tsx'
import { Section } from './section.tsx'
import { SettleDialog } from './settle-dialog.tsx'
import { useStanding } from './standing.ts'
import { useRetry, useSettle } from './verbs.ts'
import { useInboxWords } from './words.ts'

type Props = Pick<ProposalDetail, 'proposal'> & {
  delivery: DeliveryView
  me: Me
  skewMs: number
}

/** How it is on its way to another system, and what a person does where it did not arrive. */
export function Delivery({ proposal, delivery, me, skewMs }: Props) {
  const { delivery: told } = useInboxWords()
  const standing = useStanding(skewMs)
  const facts = useFacts(delivery)
  const stuck = delivery.status === 'dead' || delivery.status === 'unknown'
  return (
    <Section title={told.heading}>
      {stuck && (
        <p className={styles.stuck}>{delivery.status === 'dead' ? told.dead : told.unknown}</p>
      )}
      <Facts facts={facts} />
      {stuck && holdsRight(proposal, me, standing) && <Unstick delivery={delivery} />}
    </Section>
  )
}

function useFacts(delivery: DeliveryView): [string, ReactNode][] {
  const { delivery: told } = useInboxWords()
  const { siteId, connector, status, attempts, why, nextAt, reference } = delivery
  const { settledBy, settledReason } = delivery
  const all: [string, ReactNode][] = [
    [told.connector, connector],
    [told.status, told.statuses[status] ?? status],
    [told.attempts, String(attempts)],
    [told.why, why],
    [told.next, status === 'ready' ? <Moment key="next" at={nextAt} siteId={siteId} /> : null],
    [told.reference, reference],
    [told.settledBy, settledBy],
    [told.settledReason, settledReason],
  ]
  return all.filter(([, value]) => value !== null)
}

/** Sends it again where a repeat is known, or writes down what a person saw in the other system. */
function Unstick({ delivery }: { delivery: DeliveryView }) {
  const { words: app } = useLanguage()
  const { delivery: told, outcomes } = useInboxWords()
  const offline = useLive() === 'offline'
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const retry = useRetry(delivery)
  const settle = useSettle(delivery)
  const end = (outcome: string) => {
    setAsking(false)
    setSaid(outcome)
  }
  const ended = { onSuccess: end, onError: () => end('unsure') }
  const words: Record<string, string> = { ...app.decide.outcomes, ...outcomes }
  if (offline) return null
  return (
    <>
      <p className={styles.quiet}>{delivery.canRepeat ? told.canRepeat : told.cannotRepeat}</p>
      <div className={styles.buttons}>
        {delivery.canRepeat && (
          <Button loading={retry.isPending} onClick={() => retry.mutate({}, ended)}>
            {told.retry}
          </Button>
        )}
        <Button variant="default" onClick={() => setAsking(true)}>
          {told.settle}
        </Button>
      </div>
      <p role="status" className={styles.filed}>
        {said === null ? '' : (words[said] ?? app.decide.unsure)}
      </p>
      {asking && (
        <SettleDialog
          sending={settle.isPending}
          close={() => setAsking(false)}
          settle={(given) => settle.mutate(given, ended)}
        />
      )}
    </>
  )
}
