import { Button, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { LifeModelCard } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage } from '../app/language.tsx'
import { serverFault } from '../form/server-fault.ts'
import { Unplaced } from '../form/unplaced.tsx'
import dialog from '../inbox/dialog.module.css'
import styles from '../readings/readings.module.css'
import { type ModelAct, useModelAct } from './models.ts'
import { useHealthWords } from './words.ts'

type Props = { card: LifeModelCard; act: ModelAct; close: () => void }

/** Why a model is to be told, or no longer; then where the proposal waits. */
export function ModelDialog({ card, act, close }: Props) {
  const { language } = useLanguage()
  const { models: words } = useHealthWords()
  const [reason, setReason] = useState('')
  const { data, error, isPending, mutate } = useModelAct(act, card)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate(reason.trim())
  }
  return (
    <Dialog title={words[act]} close={close}>
      <form onSubmit={submit} noValidate>
        <p className={dialog.subject}>
          {`${language === 'zh' ? card.classZh : card.classEn} v${card.version}`}
        </p>
        <p>{act === 'deploy' ? words.deployLead : words.rollBackLead}</p>
        {data === undefined ? (
          <Textarea
            label={words.reason}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            rows={2}
            maxLength={1000}
            data-autofocus
          />
        ) : (
          <p role="status">
            {words.filed}{' '}
            <Link
              to="/inbox/$siteId/$id"
              params={{ siteId: data.siteId, id: data.id }}
              className={styles.link}
            >
              {words.open}
            </Link>
          </p>
        )}
        <Unplaced fault={serverFault(error, language)} names={[]} />
        <div className={dialog.buttons}>
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
          {data === undefined && (
            <Button type="submit" loading={isPending} disabled={reason.trim().length < 3}>
              {words[act]}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
