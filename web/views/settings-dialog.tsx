import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ViewDetail } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { ViewForm } from './view-form.tsx'
import styles from './views.module.css'
import { saveFault, useChangeView, useDeleteView } from './views.ts'
import { useViewWords } from './words.ts'

type Props = {
  item: ViewDetail
  say: (text: string) => void
  deleted: () => void
  close: () => void
}

/** Name, readers and end of a view of one's own. */
export function SettingsDialog({ item, say, deleted, close }: Props) {
  const words = useViewWords()
  const [asks, setAsks] = useState(false)
  const { mutate, isPending, error } = useChangeView(item)
  if (asks) return <DeleteDialog {...{ item, say, deleted, close }} />
  return (
    <Dialog title={words.settingsTitle} close={close}>
      <ViewForm
        start={item}
        siteFixed
        sending={isPending}
        fault={error && saveFault(error, words)}
        submit={({ name, readers }) =>
          mutate(
            { version: item.version, name, readers },
            {
              onSuccess: ({ outcome }) => {
                say(outcome === 'changed' ? words.updated : words.otherVersion)
                close()
              },
            },
          )
        }
      >
        <Button variant="default" onClick={() => setAsks(true)}>
          {words.delete}
        </Button>
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
      </ViewForm>
    </Dialog>
  )
}

function DeleteDialog({ item, say, deleted, close }: Props) {
  const words = useViewWords()
  const { mutate, isPending, error } = useDeleteView(item)
  const remove = () =>
    mutate(item.version, {
      onSuccess: ({ outcome }) => {
        if (outcome === 'deleted') deleted()
        else say(words.otherVersion)
        close()
      },
    })
  return (
    <Dialog title={words.deleteTitle} close={close}>
      <div className={styles.form}>
        <p className={styles.name}>{item.name}</p>
        <p>{words.deleteHint}</p>
        {error && (
          <p role="alert" className={styles.fault}>
            {words.failed}
          </p>
        )}
        <div className={styles.buttons}>
          <Button variant="default" data-autofocus onClick={close}>
            {words.cancel}
          </Button>
          <Button color="red" loading={isPending} onClick={remove}>
            {words.delete}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
