import { Button } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import type { ProposalView } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage, useSite } from '../app/language.tsx'
import type { Decided, Signed } from './decision.ts'
import { approvalOf, isFirstOfSeveral } from './decision-rules.ts'
import styles from './dialog.module.css'
import { RiskMark } from './marks.tsx'
import { SignatureField, useSignature } from './signature.tsx'

export type DialogProps = {
  seen: ProposalView
  sending: boolean
  /** What came of the try before, when the dialog asks again. */
  refused: Decided | undefined
  close: () => void
  decide: (signed: Signed) => void
}

/** A key held down or a double tap must not open the question and answer it at once. */
const settleMs = 400

/** The one deliberate act: says again what will happen, and asks. */
export function ApproveDialog({ seen, sending, refused, close, decide }: DialogProps) {
  const { language, words } = useLanguage()
  const site = useSite(seen.siteId)
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settleMs)
    return () => clearTimeout(timer)
  }, [])
  const first = isFirstOfSeveral(seen)
  const signature = useSignature(seen, refused)
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    if (!settled || !signature.complete()) return
    const { needed, password } = signature
    decide({ request: approvalOf(seen), ...(needed ? { password } : {}) })
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
      <form onSubmit={confirm} noValidate>
        <SignatureField signature={signature} verdict="approve" />
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            {words.decide.cancel}
          </Button>
          <Button
            type="submit"
            loading={sending}
            aria-disabled={!settled}
            data-autofocus={signature.needed ? undefined : true}
          >
            {first ? words.decide.approveFirst : words.decide.approveYes}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
