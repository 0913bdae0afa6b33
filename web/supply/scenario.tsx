import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { SelectField } from '../app/select-field.tsx'
import { DaysField } from '../readings/days-field.tsx'
import styles from '../readings/readings.module.css'
import { horizons, type Stock, type SupplySearch } from './supply.ts'
import { useSupplyWords } from './words.ts'

type Props = {
  search: SupplySearch
  suppliers: Stock['suppliers']
  go: (search: SupplySearch) => void
}

/** What is supposed; the address holds it once it is worked out. */
export function Scenario({ search, suppliers, go }: Props) {
  const words = useSupplyWords()
  const { of: _of, late: _late, demand: _demand, ...asIs } = search
  const [days, setDays] = useState(search.days ?? 28)
  const [of, setOf] = useState(search.of ?? '')
  const [late, setLate] = useState(String(search.late ?? 5))
  const [demand, setDemand] = useState(String(search.demand ?? 0))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go({
      ...{ ...asIs, days },
      ...(of === '' ? {} : { of, late: Number(late) }),
      ...(Number(demand) === 0 ? {} : { demand: Number(demand) }),
    })
  }
  const supposed = search.of !== undefined || search.demand !== undefined
  return (
    <form onSubmit={submit} className={styles.fields} aria-label={words.whatIf}>
      <DaysField label={words.horizon} days={days} choices={horizons} change={setDays} />
      <SelectField
        label={`${words.whatIf}: ${words.supplier}`}
        value={of}
        empty={words.nobody}
        choices={suppliers.map(({ supplier, name }) => ({
          value: supplier,
          label: `${name} ${supplier}`,
        }))}
        change={setOf}
      />
      {of !== '' && (
        <NumberField label={words.late} value={late} min={0} max={90} change={setLate} />
      )}
      <NumberField label={words.demand} value={demand} min={-100} max={300} change={setDemand} />
      <Button type="submit" variant="default" className={styles.go}>
        {words.apply}
      </Button>
      {supposed && (
        <Link to="/supply" search={asIs} className={styles.link}>
          {words.reset}
        </Link>
      )}
    </form>
  )
}

type FieldProps = {
  label: string
  value: string
  min: number
  max: number
  change: (value: string) => void
}

function NumberField({ label, value, min, max, change }: FieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        {...{ id, value, min, max }}
        type="number"
        step="any"
        required
        onChange={({ target }) => change(target.value)}
      />
    </div>
  )
}
