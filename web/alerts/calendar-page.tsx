import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AlertCalendar } from '../../server/http/contract.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import gate from '../gate/gate.module.css'
import { useOwnRoles } from '../gate/people.ts'
import { AlertsHead } from './alert-pages.tsx'
import { type Ending, useCalendar, useEnd } from './alerts.ts'
import { DutyForm } from './duty-form.tsx'
import { SilenceForm } from './silence-form.tsx'
import { useAlertWords } from './words.ts'

/** Who is told of alerts, and where nobody is for a while. */
export function CalendarPage() {
  const { outcomes, calendar: words } = useAlertWords()
  const { data, error, refetch } = useCalendar()
  const [told, setTold] = useState('')
  const end = useEnd()
  const tell = (outcome: string) => setTold(outcomes[outcome] ?? outcome)
  const ending = (one: Ending) => end.mutate(one, { onSuccess: tell })
  return (
    <div className={gate.page}>
      <AlertsHead heading={words.heading} lead={words.lead} />
      <p role="status" className={gate.said}>
        {told}
      </p>
      {data !== undefined ? (
        <Shown calendar={data} end={ending} tell={tell} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </div>
  )
}

type ShownProps = {
  calendar: AlertCalendar
  end: (one: Ending) => void
  tell: (outcome: string) => void
}

function Shown({ calendar, end, tell }: ShownProps) {
  const { calendar: words } = useAlertWords()
  const { duties, silences, shifts } = calendar
  return (
    <>
      {duties.length === 0 ? (
        <Notice title={words.none} hint={words.noneHint} />
      ) : (
        <ol className={gate.list}>
          {duties.map((duty) => (
            <Duty key={`${duty.siteId}/${duty.id}`} duty={duty} shifts={shifts} end={end} />
          ))}
        </ol>
      )}
      <DutyForm shifts={shifts} ended={tell} />
      <section>
        <h2>{words.silences}</h2>
        <p className={gate.quiet}>
          {words.silencesLead} {silences.length === 0 && words.noSilence}
        </p>
        <ol className={gate.list}>
          {silences.map((one) => (
            <li key={`${one.siteId}/${one.id}`} className={gate.item}>
              <div className={gate.about}>
                <strong>{one.scopeId}</strong>
                <p className={gate.quiet}>
                  <Span of={one} /> · {one.setBy} · {one.reason}
                </p>
              </div>
              <EndButton kind="silences" of={one} end={end} />
            </li>
          ))}
        </ol>
      </section>
      <SilenceForm ended={tell} />
    </>
  )
}

type DutyProps = {
  duty: AlertCalendar['duties'][number]
  shifts: AlertCalendar['shifts']
  end: (one: Ending) => void
}

function Duty({ duty, shifts, end }: DutyProps) {
  const { language, words: app } = useLanguage()
  const { calendar: words } = useAlertWords()
  const site = useSite(duty.siteId)
  const shift = shifts.find(({ siteId, id }) => siteId === duty.siteId && id === duty.shiftId)
  const name = shift === undefined ? null : language === 'zh' ? shift.nameZh : shift.nameEn
  const place = duty.scopeId === duty.siteId ? site.name : `${site.name} · ${duty.scopeId}`
  return (
    <li className={gate.item}>
      <div className={gate.about}>
        <strong>
          {duty.userId} · {app.roles[duty.role] ?? duty.role}
        </strong>
        <p className={gate.quiet}>
          {place} · {words.levels[duty.level] ?? duty.level} · <Span of={duty} />
          {name !== null && ` · ${name}`}
        </p>
      </div>
      <EndButton kind="calendar" of={duty} end={end} />
    </li>
  )
}

type Spanned = { siteId: string; id: string; fromAt: string; untilAt: string }

function Span({ of: { fromAt, untilAt, siteId } }: { of: Spanned }) {
  return (
    <>
      <Moment at={fromAt} siteId={siteId} /> – <Moment at={untilAt} siteId={siteId} />
    </>
  )
}

type EndProps = { kind: Ending['kind']; of: Spanned; end: (one: Ending) => void }

/** For whoever may; the database says so again. */
function EndButton({ kind, of: { siteId, id }, end }: EndProps) {
  const { calendar: words } = useAlertWords()
  const ending = kind === 'calendar' ? leaders : [...leaders, 'maintenance']
  const may = useOwnRoles(siteId).some((role) => ending.includes(role))
  if (!may) return null
  return (
    <Button variant="default" onClick={() => end({ kind, siteId, id })}>
      {words.end}
    </Button>
  )
}

const leaders = ['supervisor', 'manager', 'admin']
