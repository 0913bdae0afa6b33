import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { SettleRequest } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage } from '../app/language.tsx'
import styles from './dialog.module.css'
import { useInboxWords } from './words.ts'

type Props = { sending: boolean; close: () => void; settle: (given: SettleRequest) => void }

const verdicts = ['done', 'failed'] as const
type Fault = 'verdict' | 'reason'

/** What a person saw in the other system: it is there, or it is not. */
export function SettleDialog({ sending, close, settle }: Props) {
  const { words } = useLanguage()
  const { settleDialog: told } = useInboxWords()
  const [verdict, setVerdict] = useState<SettleRequest['verdict'] | null>(null)
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (verdict === null) return setFault('verdict')
    if (reason.trim() === '') return setFault('reason')
    settle({ verdict, reason: reason.trim() })
  }
  return (
    <Dialog title={told.heading} close={close}>
      <form onSubmit={submit} noValidate>
        <p>{told.lead}</p>
        <fieldset className={styles.reasons}>
          <legend>{told.question}</legend>
          {verdicts.map((one) => (
            <label key={one} className={styles.reason}>
              <input
                type="radio"
                name="verdict"
                checked={verdict === one}
                onChange={() => setVerdict(one)}
              />
              {told.verdicts[one]}
            </label>
          ))}
          {fault === 'verdict' && verdict === null && (
            <p role="alert" className={styles.fault}>
              {told.verdictMissing}
            </p>
          )}
        </fieldset>
        <Textarea
          label={told.reason}
          description={told.reasonHint}
          error={fault === 'reason' && reason.trim() === '' ? told.reasonMissing : null}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          rows={3}
          maxLength={2000}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            {words.decide.cancel}
          </Button>
          <Button type="submit" loading={sending}>
            {told.yes}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
