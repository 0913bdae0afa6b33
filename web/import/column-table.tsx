import type {
  ImportColumn,
  ImportField,
  ImportSheet,
  ImportStream,
} from '../../server/http/contract.ts'
import { type Language, useLanguage } from '../app/language.tsx'
import styles from './column-table.module.css'
import { certaintyOf, type SheetChoice, withField } from './plan.ts'
import own from './sheet-review.module.css'
import { useImportWords } from './words.ts'

type Props = {
  sheet: ImportSheet
  choice: SheetChoice
  stream: ImportStream
  saved: boolean
  change: (choice: SheetChoice) => void
}

/** Each column of the file, what was found in it, and what it is stored as. */
export function ColumnTable({ sheet, choice, stream, saved, change }: Props) {
  const words = useImportWords()
  return (
    <table className={styles.table} aria-label={words.onlySheet}>
      <thead>
        <tr>
          <th scope="col">{words.column}</th>
          <th scope="col">{words.samples}</th>
          <th scope="col">{words.target}</th>
          <th scope="col">{words.confidence}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.columns.map((column, at) => (
          <Column
            // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are in the file
            key={at}
            column={column}
            field={choice.fields[at] ?? null}
            fields={stream.fields}
            isChosen={choice.chosen.includes(at)}
            isSaved={saved}
            choose={(field) => change(withField(choice, at, field))}
          />
        ))}
      </tbody>
    </table>
  )
}

type ColumnProps = {
  column: ImportColumn
  field: string | null
  fields: ImportField[]
  isChosen: boolean
  isSaved: boolean
  choose: (field: string | null) => void
}

function Column({ column, field, fields, isChosen, isSaved, choose }: ColumnProps) {
  const { language } = useLanguage()
  const words = useImportWords()
  const { name, samples, confidence } = column
  const certainty = certaintyOf({ field, confidence, isChosen, isSaved })
  return (
    <tr data-left={field === null}>
      <th scope="row" className={styles.name}>
        {name}
      </th>
      <td className={styles.samples}>{samples.slice(0, 3).join(' · ')}</td>
      <td className={styles.target}>
        <select
          className={own.select}
          aria-label={words.targetOf(name)}
          value={field ?? ''}
          onChange={({ target }) => choose(target.value === '' ? null : target.value)}
        >
          <option value="">{words.leaveOut}</option>
          {fields.map((one) => (
            <option key={one.id} value={one.id}>
              {`${fieldName(one, language)}${one.required ? ` (${words.required})` : ''}`}
            </option>
          ))}
        </select>
      </td>
      <td>
        <span className={own.certainty} data-certainty={certainty}>
          {words.certainty[certainty]}
        </span>
      </td>
    </tr>
  )
}

export const fieldName = ({ nameZh, nameEn }: ImportField, language: Language): string =>
  language === 'zh' ? nameZh : nameEn
