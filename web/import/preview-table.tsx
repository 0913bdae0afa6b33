import type { ImportSheetPreview, ImportStream } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { formatExactTime } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { fieldName } from './column-table.tsx'
import { ImportFailure } from './import-failure.tsx'
import styles from './preview-table.module.css'
import { reasonText } from './reason-text.ts'
import { useImportWords } from './words.ts'

type Props = {
  preview: ImportSheetPreview
  stream: ImportStream
  name: string
  siteId: string
}

/** The first rows as they would be stored; what would be refused says why. */
export function PreviewTable({ preview, stream, name, siteId }: Props) {
  const { language } = useLanguage()
  const { zone } = useSite(siteId)
  const words = useImportWords()
  if (preview.problem !== null) {
    const error = new ApiError(400, { error: preview.problem })
    return <ImportFailure title={words.failed} error={error} />
  }
  const nameOf = (id: string) => {
    const field = stream.fields.find((one) => one.id === id)
    return field === undefined ? id : fieldName(field, language)
  }
  const show = (text: string, at: number) => {
    const field = stream.fields.find(({ id }) => id === preview.fields[at])
    const isInstant = field?.kind === 'instant' && !Number.isNaN(Date.parse(text))
    return isInstant ? formatExactTime(text, zone, language).replace(/ ?\(.*\)$/, '') : text
  }
  const refused = preview.rows.flatMap((row) => row.refused)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <section className={styles.box} tabIndex={0} aria-label={words.previewOf(name)}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              {preview.fields.map((field) => (
                <th key={field} scope="col">
                  {nameOf(field)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <Row key={row.line} row={row} fields={preview.fields} show={show} />
            ))}
          </tbody>
        </table>
      </section>
      {refused.length > 0 && (
        <ul className={styles.refused}>
          {refused.map(({ line, field, value, reason }) => (
            <li key={`${line} ${field} ${reason}`}>
              {`${words.line} ${line} · ${nameOf(field)}: ${value ?? words.noValue}. ${reasonText(reason, language)} · ${words.wouldRefuse}`}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

type RowProps = {
  row: ImportSheetPreview['rows'][number]
  fields: string[]
  /** An instant on the plant's clock. */
  show: (text: string, at: number) => string
}

function Row({ row: { line, values, refused }, fields, show }: RowProps) {
  return (
    <tr data-refused={refused.length > 0}>
      <th scope="row">{line}</th>
      {values.map((value, at) => {
        const field = fields[at] ?? ''
        return (
          <td key={field} data-refused={refused.some((one) => one.field === field)}>
            {value === null ? '–' : show(value, at)}
          </td>
        )
      })}
    </tr>
  )
}
