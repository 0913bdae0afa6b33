import { Button } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import styles from '../readings/readings.module.css'
import { useQualityWords } from './words.ts'

type Props = {
  lot: string
  /** Offered while one types. */
  known: string[]
  trace: (lot: string) => void
}

/** Which lot, by its number. */
export function LotField({ lot, known, trace }: Props) {
  const words = useQualityWords()
  const [typed, setTyped] = useState(lot)
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    trace(typed.trim())
  }
  return (
    <form onSubmit={submit} className={styles.fields} aria-label={words.trace}>
      <div className={styles.field}>
        <label htmlFor={id}>{words.lot}</label>
        <input
          id={id}
          type="search"
          list={`${id}-known`}
          aria-describedby={`${id}-hint`}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <datalist id={`${id}-known`}>
          {[...new Set(known)].map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </div>
      <Button type="submit" variant="default" className={styles.go}>
        {words.go}
      </Button>
      <span id={`${id}-hint`} className={styles.beside}>
        {words.lotHint}
      </span>
    </form>
  )
}
