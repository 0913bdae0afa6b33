import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import type { ProposeRequest, ProposeTool } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { randomId } from '../app/random-id.ts'
import { SelectField } from '../app/select-field.tsx'
import { Refused } from './answered.tsx'
import styles from './readings.module.css'
import { usePropose } from './readings.ts'
import { useReadingWords } from './words.ts'

export type ProposeField = {
  key: string
  label: string
  value: string
  kind?: 'number' | 'date' | 'text' | 'lines'
  /** One of these instead. */
  choices?: readonly { value: string; label: string }[]
}

type Props = {
  tool: ProposeTool
  siteId: string
  title: string
  hint: string
  fields: ProposeField[]
  /** Arguments of the tool, from what the fields say. */
  args: (said: Record<string, string>) => ProposeRequest['args']
}

/** The next step, filled in by what was found: a proposal, which changes nothing before it is approved. */
export function ProposeForm({ tool, siteId, title, hint, fields, args }: Props) {
  const words = useReadingWords()
  const { language } = useLanguage()
  const [said, setSaid] = useState<Record<string, string>>({})
  const [key, setKey] = useState(() => randomId('page'))
  const { mutate, reset, data, error, isPending } = usePropose(tool)
  const id = useId()
  const all = Object.fromEntries(fields.map((one) => [one.key, said[one.key] ?? one.value]))
  const change = (field: string, value: string) => {
    // What says something else is another request.
    setKey(randomId('page'))
    reset()
    setSaid((known) => ({ ...known, [field]: value }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ language, key, args: args(all) })
  }
  return (
    <form onSubmit={submit} className={styles.propose} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      <p className={styles.quiet}>{hint}</p>
      <div className={styles.fields}>
        {fields.map((field) => (
          <Field
            key={field.key}
            id={`${id}-${field.key}`}
            field={field}
            value={all[field.key] ?? ''}
            change={(value) => change(field.key, value)}
          />
        ))}
      </div>
      {error !== null &&
        (error instanceof ApiError ? (
          <Refused error={error} />
        ) : (
          <p role="alert">{words.notSent}</p>
        ))}
      {data?.id != null ? (
        <p role="status" className={styles.filed}>
          {words.filed}{' '}
          <Link to="/inbox/$siteId/$id" params={{ siteId, id: data.id }} className={styles.link}>
            {words.openProposal}
          </Link>
        </p>
      ) : (
        <Button type="submit" loading={isPending} className={styles.submit}>
          {words.propose}
        </Button>
      )}
    </form>
  )
}

type FieldProps = {
  id: string
  field: ProposeField
  value: string
  change: (value: string) => void
}

function Field({ id, field, value, change }: FieldProps) {
  const { label, kind = 'text', choices } = field
  const shared = { id, value, required: true }
  if (choices !== undefined) return <SelectField {...{ label, value, choices, change }} />
  return (
    <div className={styles.field} data-wide={kind === 'lines' || kind === 'text'}>
      <label htmlFor={id}>{label}</label>
      {kind === 'lines' ? (
        <textarea {...shared} rows={3} onChange={({ target }) => change(target.value)} />
      ) : (
        <input
          {...shared}
          type={kind}
          step={kind === 'number' ? 'any' : undefined}
          onChange={({ target }) => change(target.value)}
        />
      )}
    </div>
  )
}
