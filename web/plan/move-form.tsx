import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Plan, PlanPlacement } from '../../server/http/contract.ts'
import field from '../app/select-field.module.css'
import { SelectField } from '../app/select-field.tsx'
import { instantOf, wallOf } from '../app/wall-time.ts'
import button from '../charts/file-buttons.module.css'
import { WallField } from '../form/wall-field.tsx'
import type { Bar } from './bars.ts'
import styles from './trial.module.css'
import { usePlanWords } from './words.ts'

type Props = { plan: Plan; bar: Bar; put: (one: PlanPlacement) => void; close: () => void }

/** What dragging does, for keys, fingers and exact times: a machine, and an instant not before. */
export function MoveForm({ plan, bar, put, close }: Props) {
  const words = usePlanWords()
  const [machine, setMachine] = useState(bar.machineId)
  const [wall, setWall] = useState(wallOf(bar.fromMs, plan.zone))
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('select')?.focus(), [])
  const start = instantOf(wall, plan.zone)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (start === null || machine === '') return
    put({ order: bar.orderId, seq: bar.seq, machine, start })
    close()
  }
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={words.moveOf(bar.orderId, bar.seq)}
      onSubmit={send}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <SelectField
        label={words.machine}
        value={machine}
        className={field.field}
        choices={plan.machines.map(({ id }) => ({ value: id, label: id }))}
        {...(bar.machineId === '' ? { empty: words.noPlace } : {})}
        change={setMachine}
      />
      <WallField label={words.notBefore} value={wall} change={setWall} />
      <p className={styles.buttons}>
        <button type="submit" className={button.button} disabled={start === null || machine === ''}>
          {words.check}
        </button>
        <button type="button" className={button.button} onClick={close}>
          {words.cancel}
        </button>
      </p>
    </form>
  )
}
