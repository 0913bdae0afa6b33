import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './form.module.css'
import type { Field, Values } from './schema.ts'
import { useFormWords } from './words.ts'

type Row = { values: Values; change: (values: Values) => void; at: string }
type Props = {
  field: Field
  path: string
  value: unknown
  change: (value: unknown) => void
  /** The fields of one row. */
  children: (row: Row) => ReactNode
}

/** As many of the same fields as one likes, each removed by its own button. */
export function RowFields({ field, path, value, change, children }: Props) {
  const words = useFormWords()
  const name = words.fields[field.name] ?? field.name.replaceAll('_', ' ')
  const rows = Array.isArray(value) ? (value as Values[]) : []
  const put = (index: number, row: Values) =>
    change(rows.map((one, place) => (place === index ? row : one)))
  return (
    <fieldset className={styles.group}>
      <legend>{name}</legend>
      {rows.map((values, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and are controlled
        <div key={index} className={styles.row}>
          {children({ values, change: (row) => put(index, row), at: `${path}.${index}.` })}
          <Button
            variant="default"
            onClick={() => change(rows.filter((_, place) => place !== index))}
          >
            {words.remove(name, index + 1)}
          </Button>
        </div>
      ))}
      <Button variant="default" onClick={() => change([...rows, {}])}>
        {words.add(name)}
      </Button>
    </fieldset>
  )
}
