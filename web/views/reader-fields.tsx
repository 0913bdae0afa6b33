import { useId } from 'react'
import { useLanguage } from '../app/language.tsx'
import styles from './views.module.css'
import { useViewWords } from './words.ts'

const everybody = '*'

type Choice = 'private' | 'everybody' | 'chosen'

/** Who may see a view: nobody else, chosen roles, or all of the site. */
export type Readers = { choice: Choice; roles: string[] }

export const readersFrom = (readers: string[]): Readers => ({
  choice: readers.length === 0 ? 'private' : readers.includes(everybody) ? 'everybody' : 'chosen',
  roles: readers.filter((role) => role !== everybody),
})

export const readersOf = ({ choice, roles }: Readers): string[] =>
  choice === 'private' ? [] : choice === 'everybody' ? [everybody] : roles

/** `operator, quality`: the roles that a view is shared with, by their names. */
export function useReaderNames(): (readers: string[]) => string {
  const words = useViewWords()
  const { words: app } = useLanguage()
  return (readers) =>
    readers
      .map((role) => (role === everybody ? words.all : (app.roles[role] ?? role)))
      .join(app.app.comma)
}

type Props = { readers: Readers; siteName: string; change: (readers: Readers) => void }

export function ReaderFields({ readers, siteName, change }: Props) {
  const words = useViewWords()
  const { roles: roleWords } = useLanguage().words
  const name = useId()
  const labels: Record<Choice, string> = {
    private: words.private,
    everybody: words.everybody(siteName),
    chosen: words.chosen,
  }
  const toggle = (role: string) => {
    const { roles } = readers
    const others = roles.filter((one) => one !== role)
    change({ ...readers, roles: others.length < roles.length ? others : [...roles, role] })
  }
  return (
    <fieldset className={styles.readers}>
      <legend>{words.readers}</legend>
      {(['private', 'everybody', 'chosen'] as const).map((choice) => (
        <label key={choice} className={styles.option}>
          <input
            type="radio"
            name={name}
            checked={readers.choice === choice}
            onChange={() => change({ ...readers, choice })}
          />
          {labels[choice]}
        </label>
      ))}
      {readers.choice === 'chosen' && (
        <div className={styles.roles}>
          {Object.entries(roleWords).map(([role, word]) => (
            <label key={role} className={styles.option}>
              <input
                type="checkbox"
                checked={readers.roles.includes(role)}
                onChange={() => toggle(role)}
              />
              {word}
            </label>
          ))}
        </div>
      )}
    </fieldset>
  )
}
