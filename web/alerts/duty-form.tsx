import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AlertCalendar, DutyRequest } from '../../server/http/contract.ts'
import { zoneName } from '../app/format.ts'
import { useLanguage, useSite, useSites } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { useMe } from '../app/session.ts'
import { SiteField } from '../app/site-field.tsx'
import { instantOf, wallOf } from '../app/wall-time.ts'
import form from '../form/form.module.css'
import { WallField } from '../form/wall-field.tsx'
import gate from '../gate/gate.module.css'
import { useColleagues, useOwnRoles } from '../gate/people.ts'
import { usePutOnCall } from './alerts.ts'
import { TextField } from './text-field.tsx'
import { useAlertWords } from './words.ts'

type Props = { shifts: AlertCalendar['shifts']; ended: (outcome: string) => void }

const weekMs = 7 * 86_400_000
const skills = ['maintenance', 'quality', 'supervisor', 'planner', 'operator', 'manager'] as const
const leaders = ['supervisor', 'manager', 'admin']

/** Puts somebody on call; who leads at the site may. */
export function DutyForm({ shifts, ended }: Props) {
  const { language, words: app } = useLanguage()
  const { site: siteWord, calendar: words } = useAlertWords()
  const [siteId, setSiteId] = useState(useSites()[0]?.id ?? '')
  const { zone } = useSite(siteId)
  const may = useOwnRoles(siteId).some((role) => leaders.includes(role))
  const people = usePeople(siteId)
  const [userId, setUserId] = useState('')
  const [role, setRole] = useState<DutyRequest['role']>('maintenance')
  const [place, setPlace] = useState('')
  const [level, setLevel] = useState('1')
  const [shiftId, setShiftId] = useState('')
  const [from, setFrom] = useState(() => wallOf(Date.now(), zone))
  const [until, setUntil] = useState(() => wallOf(Date.now() + weekMs, zone))
  const put = usePutOnCall()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [fromAt, untilAt] = [instantOf(from, zone), instantOf(until, zone)]
    if (userId === '') return ended('unknown_person')
    if (fromAt === null || untilAt === null) return ended('bad_time')
    const scopeId = place.trim() || siteId
    const shift = shiftId === '' ? null : shiftId
    const duty = { siteId, userId, role, scopeId, level: Number(level), fromAt, untilAt }
    put.mutate({ ...duty, shiftId: shift }, { onSuccess: ended })
  }
  const own = shifts.filter((shift) => shift.siteId === siteId)
  const named = (one: (typeof own)[number]) => (language === 'zh' ? one.nameZh : one.nameEn)
  if (!may) return null
  return (
    <form onSubmit={submit} noValidate className={gate.form}>
      <h2>{words.put}</h2>
      <SiteField label={siteWord} siteId={siteId} change={setSiteId} className={form.field} />
      <div className={gate.pair}>
        <SelectField
          className={form.field}
          label={words.who}
          value={userId}
          empty={words.choose}
          choices={people}
          change={setUserId}
        />
        <SelectField
          className={form.field}
          label={words.role}
          value={role}
          choices={skills.map((one) => ({ value: one, label: app.roles[one] ?? one }))}
          change={(value) => setRole(value as DutyRequest['role'])}
        />
        <TextField label={words.place} value={place} change={setPlace} />
        <SelectField
          className={form.field}
          label={words.level}
          value={level}
          choices={Object.entries(words.levels).map(([value, label]) => ({ value, label }))}
          change={setLevel}
        />
        <WallField label={words.from} value={from} change={setFrom} />
        <WallField label={words.until} value={until} change={setUntil} />
        <SelectField
          className={form.field}
          label={words.shift}
          value={shiftId}
          empty={words.anyShift}
          choices={own.map((one) => ({ value: one.id, label: named(one) }))}
          change={setShiftId}
        />
      </div>
      <p className={gate.quiet}>{words.zone(zoneName(zone, language))}</p>
      <Button type="submit" loading={put.isPending}>
        {words.put}
      </Button>
    </form>
  )
}

/** Everybody of the site, oneself first. */
function usePeople(siteId: string): { value: string; label: string }[] {
  const { data: me } = useMe()
  const others = useColleagues(siteId).map(({ userId, name }) => ({
    value: userId,
    label: name === userId ? name : `${name} (${userId})`,
  }))
  return me === undefined || me === null
    ? others
    : [{ value: me.userId, label: me.userId }, ...others]
}
