import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { useLanguage } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import form from '../form/form.module.css'
import { useProposals } from '../inbox/proposals.ts'
import styles from './gate.module.css'
import { useHandOver } from './handovers.ts'
import { leaders, useColleagues, useOwnRoles } from './people.ts'
import { useGateWords } from './words.ts'

type Props = { siteId: string; ended: (outcome: string) => void }

/** A note and what waits, for whoever leads the next shift. */
export function HandoverForm({ siteId, ended }: Props) {
  const { shift: words } = useGateWords()
  const leads = useOwnRoles(siteId).some((role) => (leaders as readonly string[]).includes(role))
  const people = useColleagues(siteId, leaders)
  const [toUser, setToUser] = useState('')
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const handOver = useHandOver(siteId)
  if (!leads) return <p className={styles.quiet}>{words.notLeader}</p>
  if (people.length === 0) return <p className={styles.quiet}>{words.nobody}</p>
  const to = toUser || (people[0]?.userId ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(note.trim() === '')
    if (note.trim() === '') return
    const over = (outcome: string) => {
      setNote('')
      ended(outcome)
    }
    handOver.mutate({ toUser: to, note }, { onSuccess: over, onError: () => ended('unsure') })
  }
  return (
    <section>
      <h2>{words.submit}</h2>
      <form onSubmit={submit} noValidate className={styles.form}>
        <Waiting siteId={siteId} />
        <SelectField
          className={form.field}
          label={words.to}
          value={to}
          choices={people.map(({ userId, name }) => ({
            value: userId,
            label: name === userId ? name : `${name} (${userId})`,
          }))}
          change={setToUser}
        />
        <NoteField note={note} missing={missing} change={setNote} />
        <Button type="submit" loading={handOver.isPending}>
          {words.submit}
        </Button>
      </form>
    </section>
  )
}

type NoteProps = { note: string; missing: boolean; change: (note: string) => void }

function NoteField({ note, missing, change }: NoteProps) {
  const { shift: words } = useGateWords()
  const id = useId()
  return (
    <div className={form.field}>
      <label htmlFor={id}>{words.note}</label>
      <textarea
        id={id}
        rows={5}
        maxLength={4000}
        value={note}
        aria-invalid={missing}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => change(target.value)}
      />
      <p id={`${id}-hint`} className={missing ? form.fault : form.hint}>
        {missing ? words.noteMissing : words.noteHint}
      </p>
    </div>
  )
}

/** What waits at this site now; all of it goes along, also what is not shown here. */
function Waiting({ siteId }: { siteId: string }) {
  const { language } = useLanguage()
  const { shift: words } = useGateWords()
  const { data } = useProposals('pending')
  const items = (data?.items ?? []).filter((one) => one.siteId === siteId)
  return (
    <div>
      <h3>{words.waits}</h3>
      {items.length === 0 && <p className={styles.quiet}>{words.nothing}</p>}
      <ul className={styles.list}>
        {items.map(({ id, title }) => (
          <li key={id}>
            <Link to="/inbox/$siteId/$id" params={{ siteId, id }} className={styles.link}>
              {title[language]}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
