import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { AlertView } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { SelectField } from '../app/select-field.tsx'
import form from '../form/form.module.css'
import gate from '../gate/gate.module.css'
import styles from './alerts.module.css'
import { useAct } from './alerts.ts'
import { useAlertWords } from './words.ts'

const spans = [15, 30, 60, 240]

/** Take it, put it off, pass it on, close it: one tap each. */
export function ActBar({ alert }: { alert: AlertView }) {
  const words = useAlertWords()
  const act = useAct(alert.siteId, alert.id)
  const [minutes, setMinutes] = useState('30')
  const [closing, setClosing] = useState(false)
  const told = act.data === undefined ? '' : (words.outcomes[act.data] ?? act.data)
  const isOver = alert.state === 'closed'
  const until = () => new Date(Date.now() + Number(minutes) * 60_000).toISOString()
  return (
    <>
      {!isOver && (
        <div className={styles.acts}>
          {alert.state !== 'acknowledged' && (
            <Button loading={act.isPending} onClick={() => act.mutate({ act: 'acknowledge' })}>
              {words.acts.acknowledge}
            </Button>
          )}
          <SelectField
            label={words.snoozeFor}
            value={minutes}
            choices={spans.map((one) => ({ value: String(one), label: words.minutes(one) }))}
            change={setMinutes}
            className={form.field}
          />
          <Button variant="default" onClick={() => act.mutate({ act: 'snooze', until: until() })}>
            {words.acts.snooze}
          </Button>
          {alert.level < 3 && (
            <Button variant="default" onClick={() => act.mutate({ act: 'escalate' })}>
              {words.acts.escalate}
            </Button>
          )}
          <Button variant="default" onClick={() => setClosing(true)}>
            {words.acts.close}
          </Button>
        </div>
      )}
      <p role="status" className={gate.said}>
        {told}
      </p>
      {closing && (
        <CloseDialog
          close={() => setClosing(false)}
          done={(note) => act.mutate({ act: 'close', note })}
        />
      )}
    </>
  )
}

type CloseProps = { close: () => void; done: (note: string) => void }

function CloseDialog({ close, done }: CloseProps) {
  const words = useAlertWords()
  const id = useId()
  const [note, setNote] = useState('')
  const submit = () => {
    done(note)
    close()
  }
  return (
    <Dialog title={words.close} close={close}>
      <div className={form.field}>
        <label htmlFor={id}>{words.closeReason}</label>
        <input
          id={id}
          type="text"
          maxLength={500}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>
      <div className={styles.acts}>
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
        <Button disabled={note.trim() === ''} onClick={submit}>
          {words.close}
        </Button>
      </div>
    </Dialog>
  )
}
