import { useId } from 'react'
import type { ImportField, ImportStream } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { fieldName } from './column-table.tsx'
import styles from './constant-fields.module.css'
import { constantFields, missingFields, type SheetChoice } from './plan.ts'
import own from './sheet-review.module.css'
import { useImportWords } from './words.ts'

type Props = {
  choice: SheetChoice
  stream: ImportStream
  change: (choice: SheetChoice) => void
}

/** What every row needs and no column has: one value for all of them. */
export function ConstantFields({ choice, stream, change }: Props) {
  const words = useImportWords()
  const id = useId()
  const fields = constantFields(choice, stream)
  if (fields.length === 0) return null
  const missing = missingFields(choice, stream).length
  const give = (field: string, text: string) =>
    change({ ...choice, constants: { ...choice.constants, [field]: text } })
  return (
    <fieldset className={styles.fields} aria-describedby={id}>
      <legend className={own.subheading}>{words.missing}</legend>
      <p id={id} className={own.quiet}>
        {words.missingHint}
      </p>
      <div className={styles.grid}>
        {fields.map((field) => (
          <Constant
            key={field.id}
            field={field}
            text={choice.constants[field.id] ?? ''}
            give={(text) => give(field.id, text)}
          />
        ))}
      </div>
      <p role="status" className={own.bad}>
        {missing > 0 ? words.missingCount(missing) : ''}
      </p>
    </fieldset>
  )
}

type ConstantProps = { field: ImportField; text: string; give: (text: string) => void }

function Constant({ field, text, give }: ConstantProps) {
  const { language } = useLanguage()
  const words = useImportWords()
  const id = useId()
  return (
    <label htmlFor={id} className={own.label}>
      {fieldName(field, language)}
      {field.choices.length > 0 ? (
        <select
          id={id}
          className={own.select}
          value={text}
          onChange={({ target }) => give(target.value)}
        >
          <option value="">{words.noStream}</option>
          {field.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          className={own.select}
          value={text}
          placeholder={words.constant}
          inputMode={field.kind === 'number' ? 'decimal' : 'text'}
          onChange={({ target }) => give(target.value)}
        />
      )}
    </label>
  )
}
