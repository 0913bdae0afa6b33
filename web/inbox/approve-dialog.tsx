import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { DecisionRequest, ProposalView } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage, useSite } from '../app/language.tsx'
import { approvalOf, isFirstOfSeveral } from './decision-rules.ts'
import styles from './dialog.module.css'
import { RiskMark } from './marks.tsx'

export type DialogProps = {
  seen: ProposalView
  sending: boolean
  close: () => void
  decide: (request: DecisionRequest) => void
}

/** A key held down or a double tap must not open the question and answer it at once. */
const settleMs = 400

/** The one deliberate act: says again what will happen, and asks. */
export function ApproveDialog({ seen, sending, close, decide }: DialogProps) {
  const { language, words } = useLanguage()
  const site = useSite(seen.siteId)
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settleMs)
    return () => clearTimeout(timer)
  }, [])
  const first = isFirstOfSeveral(seen)
  const confirm = () => {
    if (settled) decide(approvalOf(seen))
  }
  return (
    <Dialog title={words.decide.approveHeading} close={close}>
      <p className={styles.subject}>{seen.title[language]}</p>
      <p className={styles.facts}>
        <span>{site.name}</span>
        <RiskMark risk={seen.risk} />
        <span>{`${words.proposal.version} ${seen.version}`}</span>
      </p>
      <p>{first ? words.decide.approveFirstText : words.decide.approveText}</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={close}>
          {words.decide.cancel}
        </Button>
        <Button onClick={confirm} loading={sending} aria-disabled={!settled} data-autofocus>
          {first ? words.decide.approveFirst : words.decide.approveYes}
        </Button>
      </div>
    </Dialog>
  )
}
