import { type FormEvent, useState } from 'react'
import type { ReportKind } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import button from '../charts/file-buttons.module.css'
import form from '../form/form.module.css'
import gate from '../gate/gate.module.css'
import styles from './reports.module.css'
import { useSubscribe, useSubscriptions } from './reports.ts'
import { useReportWords } from './words.ts'

type Props = {
  site: string
  kind: ReportKind
  /** A saved question; null: the report of the site. */
  viewId: string | null
  label: string
}

/** Each report of this kind, or a saved question whenever one is over, as a message. */
export function Subscribe({ site, kind, viewId, label }: Props) {
  const words = useReportWords()
  const { data } = useSubscriptions()
  const change = useSubscribe()
  if (data === undefined) return null
  const held = data.items.find(
    (one) => one.siteId === site && one.kind === kind && one.viewId === viewId,
  )
  const wish = { siteId: site, kind, viewId }
  return (
    <div>
      <label className={styles.subscribe}>
        <input
          type="checkbox"
          checked={held !== undefined}
          disabled={change.isPending}
          onChange={() => change.mutate({ ...wish, wanted: held === undefined, mailTo: null })}
        />
        {label}
      </label>
      {held !== undefined && data.mail && (
        <MailTo
          key={held.mailTo}
          held={held.mailTo}
          save={(mailTo) => change.mutate({ ...wish, wanted: true, mailTo })}
        />
      )}
      <p role="status" className={gate.quiet}>
        <Said error={change.error} subscribed={held !== undefined} />
      </p>
      {held === undefined && <p className={gate.quiet}>{words.subscribeHint}</p>}
    </div>
  )
}

function Said({ error, subscribed }: { error: Error | null; subscribed: boolean }) {
  const words = useReportWords()
  const { language } = useLanguage()
  if (error === null) return subscribed ? words.subscribed : ''
  if (!(error instanceof ApiError) || error.field !== 'mailTo') return words.subscribeFailed
  return language === 'zh' ? words.mailRefused : [error.message, error.hint].join(' ')
}

type MailProps = { held: string | null; save: (mailTo: string | null) => void }

function MailTo({ held, save }: MailProps) {
  const words = useReportWords()
  const [typed, setTyped] = useState(held ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(typed.trim() === '' ? null : typed.trim())
  }
  return (
    <form onSubmit={submit} noValidate className={styles.mail}>
      <label className={form.field}>
        {words.mailTo}
        <input
          type="email"
          autoComplete="email"
          maxLength={200}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      <button type="submit" className={button.button}>
        {words.save}
      </button>
    </form>
  )
}
