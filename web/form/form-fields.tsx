import { useId } from 'react'
import { useLanguage } from '../app/language.tsx'
import { Control, type ControlProps } from './control.tsx'
import styles from './form.module.css'
import { RowFields } from './row-fields.tsx'
import type { Fault, Field, Values } from './schema.ts'
import { useFormWords } from './words.ts'
import type { FormWords } from './words-en.ts'

type Props = {
  fields: readonly Field[]
  values: Values
  change: (values: Values) => void
  fault: Fault | null
  /** Of the fields around these, with a dot behind. */
  at?: string
}

/** Fields of a schema with their units, limits and choices; a fault stands at its field. */
export function FormFields({ fields, values, change, fault, at = '' }: Props) {
  return fields.map((field) => (
    <OneField
      key={field.name}
      field={field}
      path={at + field.name}
      value={values[field.name]}
      change={(value) => change({ ...values, [field.name]: value })}
      fault={fault}
    />
  ))
}

type FieldProps = {
  field: Field
  path: string
  value: unknown
  change: (value: unknown) => void
  fault: Fault | null
}

function OneField(props: FieldProps) {
  const { kind } = props.field
  if (kind === 'rows') {
    return (
      <RowFields {...props}>
        {(row) => <FormFields fields={props.field.fields} fault={props.fault} {...row} />}
      </RowFields>
    )
  }
  return kind === 'group' ? <GroupField {...props} /> : <PlainField {...props} />
}

function GroupField({ field, path, value, change, fault }: FieldProps) {
  const words = useFormWords()
  const name = nameOf(field, words)
  const set = typeof value === 'object' && value !== null
  return (
    <fieldset className={styles.group}>
      <legend>{name}</legend>
      {field.nullable && (
        <label className={styles.option}>
          <input type="checkbox" checked={set} onChange={() => change(set ? null : {})} />
          {words.applies(name)}
        </label>
      )}
      {(set || !field.nullable) && (
        <FormFields
          fields={field.fields}
          values={(value ?? {}) as Values}
          change={change}
          fault={fault}
          at={`${path}.`}
        />
      )}
    </fieldset>
  )
}

function PlainField({ field, path, value, change, fault }: FieldProps) {
  const { language } = useLanguage()
  const words = useFormWords()
  const id = useId()
  const said = fault?.path === path ? faultText(fault, words) : null
  // The words of a schema are English; in Chinese the name and the limits must do.
  const hint = [
    words.hints[field.name] ?? (language === 'en' ? field.description : ''),
    limitText(field, words),
    field.kind === 'lines' ? words.oneEachLine : '',
  ]
    .filter(Boolean)
    .join(' ')
  const described = [hint === '' ? '' : `${id}-hint`, said === null ? '' : `${id}-fault`]
  const control: ControlProps = {
    field,
    value,
    change,
    label: labelOf(field, words),
    id,
    described: described.filter(Boolean).join(' ') || undefined,
    invalid: said !== null,
  }
  return (
    <div className={styles.field} data-kind={field.kind}>
      <Control {...control} />
      {hint !== '' && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {said !== null && (
        <p id={`${id}-fault`} role="alert" className={styles.fault}>
          {said}
        </p>
      )}
    </div>
  )
}

const nameOf = ({ name }: Field, words: FormWords): string =>
  words.fields[name] ?? name.replaceAll('_', ' ')

function labelOf(field: Field, words: FormWords): string {
  const unit = field.unit === null ? '' : ` (${field.unit})`
  const free = field.required || ['switch', 'choice'].includes(field.kind)
  return `${nameOf(field, words)}${unit}${free ? '' : ` · ${words.optional}`}`
}

function limitText({ min, max, unit }: Field, words: FormWords): string {
  const said = (value: number) => (unit === null ? String(value) : `${value} ${unit}`)
  if (min !== null && max !== null) return words.range(said(min), said(max))
  if (min !== null) return words.atLeast(said(min))
  return max === null ? '' : words.atMost(said(max))
}

const faultText = ({ text }: Fault, words: FormWords): string =>
  typeof text === 'string' ? words.faults[text] : text.said
