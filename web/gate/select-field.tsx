import { useId } from 'react'
import form from '../form/form.module.css'

type Props = {
  label: string
  value: string
  choices: readonly { value: string; label: string }[]
  /** Shown while nothing is chosen. */
  empty?: string
  change: (value: string) => void
}

export function SelectField({ label, value, choices, empty, change }: Props) {
  const id = useId()
  return (
    <div className={form.field}>
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
