import { useId } from 'react'
import styles from './select-field.module.css'

type Props = {
  label: string
  value: string
  choices: readonly { value: string; label: string }[]
  /** Shown while nothing is chosen. */
  empty?: string
  change: (value: string) => void
  /** Of a form that has a look of its own. */
  className?: string | undefined
}

/** One of a list under its name, in the control that the browser and the phone have for it. */
export function SelectField({ label, value, choices, empty, change, className }: Props) {
  const id = useId()
  return (
    <div className={className ?? styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => change(target.value)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  )
}
