import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ProposalView } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage } from '../app/language.tsx'
import styles from './dialog.module.css'
import { useInboxWords } from './words.ts'

type Props = {
  seen: ProposalView
  sending: boolean
  close: () => void
  withdraw: (reason: string) => void
}

export function WithdrawDialog({ seen, sending, close, withdraw }: Props) {
  const { language, words } = useLanguage()
  const told = useInboxWords().withdrawDialog
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    withdraw(reason.trim())
  }
  return (
    <Dialog title={told.heading} close={close}>
      <form onSubmit={submit} noValidate>
        <p className={styles.subject}>{seen.title[language]}</p>
        <p>{told.lead}</p>
        <Textarea
          label={told.reason}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          rows={2}
          maxLength={2000}
          data-autofocus
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            {words.decide.cancel}
          </Button>
          <Button type="submit" loading={sending} className={styles.reject}>
            {told.yes}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
