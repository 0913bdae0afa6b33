import { ActionIcon } from '@mantine/core'
import { useState } from 'react'
import { useLibraryWords } from '../library/words.ts'
import styles from './pdf-view.module.css'

type Props = { number: number; pages: number; turn: (page: number) => void }

/** One page on, one back, or to the page of a number. */
export function PageTurner({ number, pages, turn }: Props) {
  const words = useLibraryWords().reader
  return (
    <div className={styles.group}>
      <Turn label={words.previous} sign="‹" at={number > 1} turn={() => turn(number - 1)} />
      <PageField key={number} {...{ number, pages, turn }} />
      <span>{words.of(pages)}</span>
      <Turn label={words.next} sign="›" at={number < pages} turn={() => turn(number + 1)} />
    </div>
  )
}

/** Turns when a number is complete, not at its first digit. */
function PageField({ number, pages, turn }: Props) {
  const words = useLibraryWords().reader
  const [typed, setTyped] = useState(String(number))
  const go = () => {
    const page = Number(typed)
    if (Number.isInteger(page) && page >= 1 && page <= pages) turn(page)
    else setTyped(String(number))
  }
  return (
    <input
      className={styles.number}
      aria-label={words.pageField}
      inputMode="numeric"
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={go}
      onKeyDown={({ key }) => key === 'Enter' && go()}
    />
  )
}

type TurnProps = { label: string; sign: string; at: boolean; turn: () => void }

function Turn({ label, sign, at, turn }: TurnProps) {
  return (
    <ActionIcon aria-label={label} title={label} disabled={!at} onClick={turn}>
      <span aria-hidden>{sign}</span>
    </ActionIcon>
  )
}
