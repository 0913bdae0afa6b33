import { useLanguage } from '../app/language.tsx'
import type { Words } from '../app/words/en.ts'
import styles from './form.module.css'
import type { Field } from './schema.ts'

export type ControlProps = {
  field: Field
  value: unknown
  change: (value: unknown) => void
  label: string
  id: string
  described: string | undefined
  invalid: boolean
}

/** What one types, ticks or chooses, with its label. */
export function Control(props: ControlProps) {
  const { field, value, change, label, id, described, invalid } = props
  const { words } = useLanguage()
  if (field.kind === 'choices') return <Choices {...props} />
  if (field.kind === 'switch') {
    return (
      <label className={styles.option}>
        <input
          type="checkbox"
          checked={value === true}
          aria-describedby={described}
          onChange={({ target }) => change(target.checked)}
        />
        {label}
      </label>
    )
  }
  const shared = { id, 'aria-describedby': described, 'aria-invalid': invalid }
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {field.kind === 'choice' ? (
        <select
          {...shared}
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => change(target.value)}
        >
          {typeof value !== 'string' && <option value="">{'–'}</option>}
          {field.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choiceWord(field, choice, words)}
            </option>
          ))}
        </select>
      ) : (
        <Typed {...props} shared={shared} />
      )}
    </>
  )
}

type Shared = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }

function Typed({ field, value, change, shared }: ControlProps & { shared: Shared }) {
  if (field.kind === 'number') {
    return (
      <input
        {...shared}
        type="number"
        inputMode="decimal"
        step="any"
        min={field.min ?? undefined}
        max={field.max ?? undefined}
        value={typeof value === 'number' ? value : ''}
        onChange={({ target }) =>
          change(Number.isNaN(target.valueAsNumber) ? undefined : target.valueAsNumber)
        }
      />
    )
  }
  const given = { ...shared, value: textOf(field, value) }
  const changed = (typed: string) => change(typedValue(field, typed))
  if (field.kind === 'text') {
    return <input {...given} type="text" onChange={({ target }) => changed(target.value)} />
  }
  return <textarea {...given} rows={3} onChange={({ target }) => changed(target.value)} />
}

function Choices({ field, value, change, label, described }: ControlProps) {
  const { words } = useLanguage()
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const toggle = (choice: string) =>
    change(
      field.choices.filter((one) =>
        one === choice ? !chosen.includes(one) : chosen.includes(one),
      ),
    )
  return (
    <fieldset className={styles.choices} aria-describedby={described}>
      <legend>{label}</legend>
      {field.choices.map((choice) => (
        <label key={choice} className={styles.option}>
          <input
            type="checkbox"
            checked={chosen.includes(choice)}
            onChange={() => toggle(choice)}
          />
          {choiceWord(field, choice, words)}
        </label>
      ))}
    </fieldset>
  )
}

function choiceWord({ name }: Field, choice: string, words: Words): string {
  if (name === 'risk') return words.risks[choice] ?? choice
  if (name === 'tool') return words.tools[choice] ?? choice
  return words.roles[choice] ?? words.values[choice] ?? choice
}

function textOf({ kind }: Field, value: unknown): string {
  if (kind === 'lines' && Array.isArray(value)) return value.join('\n')
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value, null, 2)
}

/** JSON that cannot be read stays as text, and is a fault of its field. */
function typedValue({ kind }: Field, typed: string): unknown {
  if (kind === 'lines') return typed === '' ? [] : typed.split('\n')
  if (kind !== 'json') return typed
  try {
    return typed.trim() === '' ? undefined : JSON.parse(typed)
  } catch {
    return typed
  }
}
