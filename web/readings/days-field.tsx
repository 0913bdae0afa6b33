import { SelectField } from '../app/select-field.tsx'
import { useReadingWords } from './words.ts'

type Props = {
  label: string
  days: number
  choices: number[]
  change: (days: number) => void
}

/** So many days, of those that make sense; another number of the address is kept. */
export function DaysField({ label, days, choices, change }: Props) {
  const words = useReadingWords()
  const all = [...new Set([...choices, days])].toSorted((a, b) => a - b)
  return (
    <SelectField
      label={label}
      value={String(days)}
      choices={all.map((one) => ({ value: String(one), label: words.days(one) }))}
      change={(value) => change(Number(value))}
    />
  )
}
