import { useId } from 'react'
import styles from './editor.module.css'

type Props = {
  label: string
  hint?: string
  isFault: boolean
  value: string
  change: (value: string) => void
  /** Several lines. */
  long?: true
}

export function TextField({ label, hint, isFault, value, change, long }: Props) {
  const id = useId()
  const shared = {
    id,
    value,
    'aria-invalid': isFault,
    ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }),
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {long ? (
          <textarea {...shared} rows={2} onChange={({ target }) => change(target.value)} />
        ) : (
          <input {...shared} type="text" onChange={({ target }) => change(target.value)} />
        )}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
