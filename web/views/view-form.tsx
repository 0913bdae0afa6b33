import { Button } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useSites } from '../app/language.tsx'
import { ReaderFields, readersFrom, readersOf } from './reader-fields.tsx'
import styles from './views.module.css'
import { useViewWords } from './words.ts'

export type Named = { siteId: string; name: string; readers: string[] }

type Props = {
  start: Named
  /** The site of a view is chosen once. */
  siteFixed: boolean
  sending: boolean
  fault: string | null
  submit: (named: Named) => void
  /** Stands before the button that saves. */
  children: ReactNode
}

/** Name and readers of a view. */
export function ViewForm({ start, siteFixed, sending, fault, submit, children }: Props) {
  const words = useViewWords()
  const sites = useSites()
  const [name, setName] = useState(start.name)
  const [siteId, setSiteId] = useState(start.siteId)
  const [readers, setReaders] = useState(readersFrom(start.readers))
  const [missing, setMissing] = useState<string | null>(null)
  const siteName = sites.find(({ id }) => id === siteId)?.name ?? siteId
  const send = (event: FormEvent) => {
    event.preventDefault()
    const lacks =
      name.trim() === ''
        ? words.nameMissing
        : readers.choice === 'chosen' && readers.roles.length === 0
          ? words.noRole
          : null
    setMissing(lacks)
    if (lacks === null) submit({ siteId, name, readers: readersOf(readers) })
  }
  const shown = missing ?? fault
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <label className={styles.field}>
        {words.name}
        <input
          type="text"
          data-autofocus
          maxLength={80}
          value={name}
          aria-invalid={missing === words.nameMissing}
          onChange={({ target }) => setName(target.value)}
        />
        {words.nameHint}
      </label>
      {!siteFixed && sites.length > 1 && (
        <label className={styles.field}>
          {words.site}
          <select value={siteId} onChange={({ target }) => setSiteId(target.value)}>
            {sites.map(({ id, name: shownName }) => (
              <option key={id} value={id}>
                {shownName}
              </option>
            ))}
          </select>
          {words.siteHint}
        </label>
      )}
      <ReaderFields readers={readers} siteName={siteName} change={setReaders} />
      {shown !== null && (
        <p role="alert" className={styles.fault}>
          {shown}
        </p>
      )}
      <div className={styles.buttons}>
        {children}
        <Button type="submit" loading={sending}>
          {words.saveYes}
        </Button>
      </div>
    </form>
  )
}
