import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useSite, useSites } from '../app/language.tsx'
import { SiteField } from '../app/site-field.tsx'
import { instantOf, wallOf } from '../app/wall-time.ts'
import form from '../form/form.module.css'
import { WallField } from '../form/wall-field.tsx'
import gate from '../gate/gate.module.css'
import { useOwnRoles } from '../gate/people.ts'
import { useSilence } from './alerts.ts'
import { TextField } from './text-field.tsx'
import { useAlertWords } from './words.ts'

const fourHoursMs = 4 * 3_600_000
const mayKeep = ['maintenance', 'supervisor', 'manager', 'admin']

/** Keeps a place silent for a while, with the reason. */
export function SilenceForm({ ended }: { ended: (outcome: string) => void }) {
  const { site: siteWord, calendar: words } = useAlertWords()
  const [siteId, setSiteId] = useState(useSites()[0]?.id ?? '')
  const { zone } = useSite(siteId)
  const may = useOwnRoles(siteId).some((role) => mayKeep.includes(role))
  const [place, setPlace] = useState('')
  const [from, setFrom] = useState(() => wallOf(Date.now(), zone))
  const [until, setUntil] = useState(() => wallOf(Date.now() + fourHoursMs, zone))
  const [reason, setReason] = useState('')
  const silence = useSilence()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [fromAt, untilAt] = [instantOf(from, zone), instantOf(until, zone)]
    if (fromAt === null || untilAt === null) return ended('bad_time')
    if (reason.trim() === '') return ended('reason_missing')
    const scopeId = place.trim() || siteId
    silence.mutate({ siteId, scopeId, fromAt, untilAt, reason }, { onSuccess: ended })
  }
  if (!may) return null
  return (
    <form onSubmit={submit} noValidate className={gate.form}>
      <h2>{words.silence}</h2>
      <SiteField label={siteWord} siteId={siteId} change={setSiteId} className={form.field} />
      <TextField label={words.place} value={place} change={setPlace} />
      <div className={gate.pair}>
        <WallField label={words.from} value={from} change={setFrom} />
        <WallField label={words.until} value={until} change={setUntil} />
      </div>
      <TextField label={words.reason} value={reason} change={setReason} />
      <Button type="submit" loading={silence.isPending}>
        {words.keep}
      </Button>
    </form>
  )
}
