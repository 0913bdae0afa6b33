import type { ImportDraft, ImportReport, ImportStream } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { fieldName } from './column-table.tsx'
import { refusedPath } from './imports.ts'
import { reasonText } from './reason-text.ts'
import styles from './refused-rows.module.css'
import { useImportWords } from './words.ts'

type Props = { draft: ImportDraft; report: ImportReport; streams: ImportStream[] }

/** Rows that were not taken, why, and the list to mend them in. */
export function RefusedRows({ draft, report, streams }: Props) {
  const { language } = useLanguage()
  const words = useImportWords()
  const count = (value: number) => formatNumber(value, '', language)
  const { refusals, refused, lists } = report
  const nameOf = (stream: string, id: string) => {
    const fields = streams.find((one) => one.id === stream)?.fields
    const field = fields?.find((one) => one.id === id)
    return field === undefined ? id : fieldName(field, language)
  }
  const hasSheets = refusals.some(({ sheet }) => sheet !== null)
  return (
    <div className={styles.part}>
      <h2 className={styles.heading}>{words.refusedHeading}</h2>
      <p>{report.dryRun ? words.refusedCheckHint : words.refusedHint}</p>
      <p className={styles.downloads}>
        {Array.from({ length: lists }, (_, list) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list is its place
          <a key={list} className={styles.download} href={refusedPath(draft, list)} download>
            {lists > 1 ? words.downloadOf(String(list + 1)) : words.download}
          </a>
        ))}
      </p>
      {refusals.length < refused && (
        <p className={styles.quiet}>{words.refusedShown(count(refusals.length), count(refused))}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <section className={styles.box} tabIndex={0} aria-label={words.refusedHeading}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.value}</th>
              <th scope="col">{words.reason}</th>
            </tr>
          </thead>
          <tbody>
            {refusals.map(({ sheet, stream, line, field, value, reason }) => (
              <tr key={`${sheet} ${line} ${field}`}>
                <th scope="row">{hasSheets ? `${sheet ?? ''} ${line}` : line}</th>
                <td>{nameOf(stream, field)}</td>
                <td className={styles.value}>{value ?? words.noValue}</td>
                <td className={styles.reason}>{reasonText(reason, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
