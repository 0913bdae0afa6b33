import { Button } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../app/dialog.tsx'
import { holds } from '../metrics/find-metrics.ts'
import styles from './pick-dialog.module.css'
import { useExplorerWords } from './words.ts'

export type Choice = {
  id: string
  name: string
  /** Stands behind the name, smaller. */
  detail: string
  /** What it is found by. */
  words: string[]
}

type Props = {
  title: string
  choices: Choice[]
  chosen: string[]
  /** No more can be ticked than these. */
  most: number
  hint?: string
  change: (chosen: string[]) => void
  close: () => void
}

const mostShown = 200

/** Any number of a long list, found by typing. */
export function PickDialog({ title, choices, chosen, most, hint, change, close }: Props) {
  const words = useExplorerWords()
  const [typed, setTyped] = useState('')
  const found = choices.filter((choice) => holds(choice.words, typed))
  const shown = found.slice(0, mostShown)
  const toggle = (id: string) =>
    change(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <Dialog title={title} close={close}>
      <div className={styles.pick}>
        <input
          type="search"
          data-autofocus
          className={styles.search}
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
        <ul className={styles.choices}>
          {shown.map(({ id, name, detail }) => (
            <li key={`${detail} ${id}`}>
              <label className={styles.choice}>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  disabled={chosen.length >= most && !chosen.includes(id)}
                  onChange={() => toggle(id)}
                />
                <span>{name}</span>
                <span className={styles.detail}>{detail}</span>
              </label>
            </li>
          ))}
        </ul>
        <p role="status" className={styles.hint}>
          {choices.length === 0
            ? words.nothingKnown
            : found.length === 0
              ? words.nothingFound
              : found.length > shown.length
                ? words.tooMany(shown.length, found.length)
                : ''}
        </p>
        <div className={styles.buttons}>
          <Button variant="default" disabled={chosen.length === 0} onClick={() => change([])}>
            {words.clear}
          </Button>
          <Button onClick={close}>{words.done}</Button>
        </div>
      </div>
    </Dialog>
  )
}
