import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage } from '../app/language.tsx'
import type { DialogProps } from './approve-dialog.tsx'
import {
  faultsOf,
  type Reason,
  type ReasonFault,
  reasonCodes,
  rejectionOf,
} from './decision-rules.ts'
import styles from './dialog.module.css'
import { SignatureField, useSignature } from './signature.tsx'

/** Asks for the reason, which the requester and later proposals learn from. */
export function RejectDialog({ seen, sending, refused, close, decide }: DialogProps) {
  const { language, words } = useLanguage()
  const told = words.decide
  const [reason, setReason] = useState<Reason>({ code: null, text: '' })
  const [faults, setFaults] = useState<ReasonFault>({})
  const signature = useSignature(seen, refused)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsOf(reason)
    setFaults(found)
    if (Object.keys(found).length > 0 || !signature.complete()) return
    const { needed, password } = signature
    decide({ request: rejectionOf(seen, reason), ...(needed ? { password } : {}) })
  }
  return (
    <Dialog title={told.rejectHeading} close={close}>
      <form onSubmit={submit} noValidate>
        <p className={styles.subject}>{seen.title[language]}</p>
        <p>{told.rejectText}</p>
        <ReasonFields reason={reason} faults={faults} change={setReason} />
        <SignatureField signature={signature} verdict="reject" />
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            {told.cancel}
          </Button>
          <Button type="submit" loading={sending} className={styles.reject}>
            {told.rejectYes}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type FieldsProps = { reason: Reason; faults: ReasonFault; change: (reason: Reason) => void }

/** The code that is counted, and the words that people read. */
export function ReasonFields({ reason, faults, change }: FieldsProps) {
  const { decide: told } = useLanguage().words
  return (
    <>
      <Reasons
        chosen={reason.code}
        choose={(code) => change({ ...reason, code })}
        fault={faults.code === undefined ? null : told[faults.code]}
      />
      <Textarea
        label={told.reasonText}
        description={told.reasonHint}
        error={faults.text === undefined ? null : told[faults.text]}
        value={reason.text}
        onChange={({ target }) => change({ ...reason, text: target.value })}
        rows={3}
      />
    </>
  )
}

type ReasonsProps = {
  chosen: Reason['code']
  choose: (code: Reason['code']) => void
  fault: string | null
}

function Reasons({ chosen, choose, fault }: ReasonsProps) {
  const { decide } = useLanguage().words
  const id = useId()
  return (
    <fieldset className={styles.reasons} aria-describedby={fault === null ? undefined : id}>
      <legend>{decide.reason}</legend>
      {reasonCodes.map((code, index) => (
        <label key={code} className={styles.reason}>
          <input
            type="radio"
            name="reason"
            value={code}
            checked={chosen === code}
            onChange={() => choose(code)}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
          />
          {decide.reasons[code]}
        </label>
      ))}
      {fault !== null && (
        <p id={id} role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </fieldset>
  )
}
