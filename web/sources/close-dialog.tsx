import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../app/dialog.tsx'
import own from './finding-list.module.css'
import { useSourceWords } from './words.ts'

type Props = { sending: boolean; cancel: () => void; close: (note: string) => void }

/** Closing needs a note: it is why the problem does not come back. */
export function CloseDialog({ sending, cancel, close }: Props) {
  const { findings: words } = useSourceWords()
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = note.trim()
    setMissing(given === '')
    if (given !== '') close(given)
  }
  return (
    <Dialog title={words.closeHeading} close={cancel}>
      <form onSubmit={submit} noValidate className={own.form}>
        <Textarea
          label={words.note}
          description={words.closeHint}
          error={missing ? words.noteMissing : null}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          rows={3}
          maxLength={500}
          data-autofocus
        />
        <div className={own.buttons}>
          <Button variant="default" onClick={cancel}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={sending}>
            {words.close}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
