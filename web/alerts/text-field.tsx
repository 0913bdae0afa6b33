import { useId } from 'react'
import form from '../form/form.module.css'
import gate from '../gate/gate.module.css'
import styles from './alerts.module.css'

type Props = {
  label: string
  hint?: string | undefined
  value: string
  change: (value: string) => void
  /** Brings the number keys of a phone. */
  numeric?: true
}

/** A line of text under its name. */
export function TextField({ label, hint, value, change, numeric }: Props) {
  const id = useId()
  return (
    <div className={form.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode={numeric === true ? 'decimal' : 'text'}
        maxLength={500}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onChange={({ target }) => change(target.value)}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className={gate.quiet}>
          {hint}
        </span>
      )}
    </div>
  )
}

type CheckProps = { label: string; checked: boolean; change: (checked: boolean) => void }

export function CheckField({ label, checked, change }: CheckProps) {
  return (
    <label className={styles.option}>
      <input type="checkbox" checked={checked} onChange={({ target }) => change(target.checked)} />
      {label}
    </label>
  )
}
