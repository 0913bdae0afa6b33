import { useId } from 'react'
import form from './form.module.css'

type Props = { label: string; value: string; change: (wall: string) => void }

/** An instant on the plant's clock, in the control that the browser has for it. */
export function WallField({ label, value, change }: Props) {
  const id = useId()
  return (
    <div className={form.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        value={value}
        onChange={({ target }) => change(target.value)}
      />
    </div>
  )
}
