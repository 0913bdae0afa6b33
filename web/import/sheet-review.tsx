import { useId } from 'react'
import type { ImportSheet, ImportSheetPreview, ImportStream } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { streamName } from '../sources/stream-words.ts'
import { ColumnTable } from './column-table.tsx'
import { ConstantFields } from './constant-fields.tsx'
import { ImportFailure } from './import-failure.tsx'
import { certaintyOf, doubledFields, type SheetChoice, withStream } from './plan.ts'
import { PreviewTable } from './preview-table.tsx'
import styles from './sheet-review.module.css'
import { useImportWords } from './words.ts'

type Props = {
  sheet: ImportSheet
  choice: SheetChoice
  streams: ImportStream[]
  saved: boolean
  /** The only sheet of its file: it cannot be left out. */
  alone: boolean
  preview: ImportSheetPreview | null
  failure: unknown
  siteId: string
  change: (choice: SheetChoice) => void
}

/** One table of the file: what its rows are, and what each column is stored as. */
export function SheetReview({ sheet, choice, streams, saved, alone, preview, ...rest }: Props) {
  const { change, failure, siteId } = rest
  const words = useImportWords()
  const id = useId()
  const stream = streams.find((one) => one.id === choice.stream)
  return (
    <section className={styles.sheet} aria-labelledby={id}>
      <header className={styles.top}>
        <h2 id={id} className={styles.heading}>
          {sheet.sheet === null ? words.onlySheet : words.sheet(sheet.sheet)}
        </h2>
        <span className={styles.quiet}>{words.headerAt(String(sheet.header))}</span>
        {!alone && (
          <label className={styles.use}>
            <input
              type="checkbox"
              checked={choice.used}
              onChange={({ target }) => change({ ...choice, used: target.checked })}
            />
            {words.useSheet}
          </label>
        )}
      </header>
      {(choice.used || alone) && (
        <>
          <StreamChoice sheet={sheet} choice={choice} streams={streams} saved={saved} {...rest} />
          {stream !== undefined && (
            <>
              <ColumnTable {...{ sheet, choice, stream, saved, change }} />
              <Doubled choice={choice} stream={stream} />
              <ConstantFields {...{ choice, stream, change }} />
            </>
          )}
          <First {...{ sheet, preview, failure, stream, siteId }} />
        </>
      )}
    </section>
  )
}

type ChoiceProps = Pick<Props, 'sheet' | 'choice' | 'streams' | 'saved' | 'change'>

function StreamChoice({ sheet, choice, streams, saved, change }: ChoiceProps) {
  const { language } = useLanguage()
  const words = useImportWords()
  const { confidence } = sheet
  const isChosen = choice.stream !== sheet.stream
  const certainty = certaintyOf({ field: choice.stream, confidence, isChosen, isSaved: saved })
  const choose = (id: string) =>
    change(
      withStream(
        choice,
        streams.find((one) => one.id === id),
      ),
    )
  return (
    <div className={styles.stream}>
      <label className={styles.label}>
        {words.stream}
        <select
          className={styles.select}
          value={choice.stream ?? ''}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{words.noStream}</option>
          {streams.map(({ id }) => (
            <option key={id} value={id}>
              {streamName(id, language)}
            </option>
          ))}
        </select>
      </label>
      <span className={styles.certainty} data-certainty={certainty}>
        {words.certainty[certainty]}
      </span>
      {choice.stream === null && <p className={styles.quiet}>{words.noStreamHint}</p>}
    </div>
  )
}

function Doubled({ choice, stream }: { choice: SheetChoice; stream: ImportStream }) {
  const { language } = useLanguage()
  const words = useImportWords()
  const doubled = stream.fields.filter(({ id }) => doubledFields(choice, stream).includes(id))
  return (
    <div role="alert">
      {doubled.map(({ id, nameZh, nameEn }) => (
        <p key={id} className={styles.bad}>
          {words.twice(language === 'zh' ? nameZh : nameEn)}
        </p>
      ))}
    </div>
  )
}

type FirstProps = Pick<Props, 'sheet' | 'preview' | 'failure' | 'siteId'> & {
  stream: ImportStream | undefined
}

function First({ sheet, preview, failure, stream, siteId }: FirstProps) {
  const words = useImportWords()
  return (
    <div className={styles.preview}>
      <h3 className={styles.subheading}>{words.preview}</h3>
      {preview === null || stream === undefined ? (
        failure ? (
          <ImportFailure title={words.failed} error={failure} />
        ) : (
          <p className={styles.quiet}>{words.previewNone}</p>
        )
      ) : (
        <PreviewTable preview={preview} stream={stream} name={sheet.sheet ?? ''} siteId={siteId} />
      )}
    </div>
  )
}
