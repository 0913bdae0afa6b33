import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { DelegationReply, DelegationRequest } from '../../server/http/contract.ts'
import { outcomeOf, postOf, send } from '../app/api.ts'
import { zoneName } from '../app/format.ts'
import { useLanguage, useSite, useSites } from '../app/language.tsx'
import { dayMs } from '../app/milliseconds.ts'
import { SelectField } from '../app/select-field.tsx'
import { SiteField } from '../app/site-field.tsx'
import { instantOf, wallOf } from '../app/wall-time.ts'
import form from '../form/form.module.css'
import { WallField } from '../form/wall-field.tsx'
import { delegationsKey } from '../inbox/standing.ts'
import styles from './gate.module.css'
import { useColleagues, useOwnRoles } from './people.ts'
import { useGateWords } from './words.ts'

type Props = { ended: (outcome: string) => void }

/** What looks on only has nothing to lend. */
const lendable = ['supervisor', 'manager', 'planner', 'maintenance', 'quality', 'admin']

/** Lends one's own right, for a time and with a reason. */
export function DelegationForm({ ended }: Props) {
  const { language, words: app } = useLanguage()
  const { delegation: words, site: siteWord } = useGateWords()
  const [siteId, setSiteId] = useState(useSites()[0]?.id ?? '')
  const { zone } = useSite(siteId)
  const roles = useOwnRoles(siteId).filter((role) => lendable.includes(role))
  const people = useColleagues(siteId)
  const [role, setRole] = useState('')
  const [toUser, setToUser] = useState('')
  const [from, setFrom] = useState(() => wallOf(Date.now(), zone))
  const [until, setUntil] = useState(() => wallOf(Date.now() + dayMs, zone))
  const [reason, setReason] = useState('')
  const delegate = useDelegate()
  if (roles.length === 0) return <p>{words.noRole}</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [fromAt, untilAt] = [instantOf(from, zone), instantOf(until, zone)]
    if (toUser === '') return ended('unknown_person')
    if (fromAt === null || untilAt === null) return ended('bad_dates')
    const lent = { siteId, role: role || (roles[0] ?? ''), toUser, fromAt, untilAt, reason }
    delegate.mutate(lent, { onSuccess: ended, onError: () => ended('unsure') })
  }
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <SiteField label={siteWord} siteId={siteId} change={setSiteId} className={form.field} />
      <div className={styles.pair}>
        <SelectField
          className={form.field}
          label={words.role}
          value={role || (roles[0] ?? '')}
          choices={roles.map((one) => ({ value: one, label: app.roles[one] ?? one }))}
          change={setRole}
        />
        <SelectField
          className={form.field}
          label={words.to}
          value={toUser}
          empty={words.choose}
          choices={people.map(({ userId, name }) => ({
            value: userId,
            label: name === userId ? name : `${name} (${userId})`,
          }))}
          change={setToUser}
        />
      </div>
      <div className={styles.pair}>
        <WallField label={words.from} value={from} change={setFrom} />
        <WallField label={words.until} value={until} change={setUntil} />
      </div>
      <p className={styles.quiet}>{words.zone(zoneName(zone, language))}</p>
      <ReasonField reason={reason} change={setReason} />
      <Button type="submit" loading={delegate.isPending}>
        {words.submit}
      </Button>
    </form>
  )
}

function ReasonField({ reason, change }: { reason: string; change: (reason: string) => void }) {
  const { delegation: words } = useGateWords()
  const id = useId()
  return (
    <div className={form.field}>
      <label htmlFor={id}>{words.reason}</label>
      <input
        id={id}
        type="text"
        maxLength={500}
        value={reason}
        onChange={({ target }) => change(target.value)}
      />
    </div>
  )
}

function useDelegate() {
  const client = useQueryClient()
  return useMutation<DelegationReply['outcome'], Error, DelegationRequest>({
    mutationFn: async (given) =>
      (await outcomeOf<DelegationReply>(await send('/api/delegations', postOf(given)))).outcome,
    onSettled: () => client.invalidateQueries({ queryKey: delegationsKey }),
  })
}
