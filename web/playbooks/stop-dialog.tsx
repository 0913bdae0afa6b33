import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { PlaybookCard } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage } from '../app/language.tsx'
import dialog from '../inbox/dialog.module.css'
import { useDisarm } from './playbooks.ts'
import { usePlaybookWords } from './words.ts'

type Props = { card: PlaybookCard; close: () => void }

export function StopDialog({ card, close }: Props) {
  const { language } = useLanguage()
  const words = usePlaybookWords()
  const [reason, setReason] = useState('')
  const disarm = useDisarm(card)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    disarm.mutate(reason.trim(), {
      onSuccess: (outcome) => {
        if (outcome === 'disarmed') close()
      },
    })
  }
  const { data, error } = disarm
  const told = data === undefined ? '' : (words.stopped[data] ?? data)
  return (
    <Dialog title={words.stopHeading} close={close}>
      <form onSubmit={submit} noValidate>
        <p className={dialog.subject}>{card.definition?.title[language] ?? card.name}</p>
        <p>{words.stopLead}</p>
        <Textarea
          label={words.reason}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          rows={2}
          maxLength={500}
          data-autofocus
        />
        <p role="status" className={dialog.fault}>
          {error === null ? told : words.unsure}
        </p>
        <div className={dialog.buttons}>
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={disarm.isPending} className={dialog.reject}>
            {words.stop}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
