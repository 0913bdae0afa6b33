import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ImportDraft, ImportReport, ImportStream } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { streamName } from '../sources/stream-words.ts'
import { RefusedRows } from './refused-rows.tsx'
import styles from './report-view.module.css'
import { useImportWords } from './words.ts'

type Props = {
  draft: ImportDraft
  report: ImportReport
  streams: ImportStream[]
  back: () => void
  importNow: () => void
  leave: () => void
}

/** What a dry run or an import came to, and the next step. */
export function ReportView({ draft, report, streams, back, importNow, leave }: Props) {
  const words = useImportWords()
  const { dryRun, refused } = report
  const taken = report.written + (report.duplicates ?? 0)
  const tone = taken === 0 && refused > 0 ? 'bad' : refused > 0 ? 'partly' : 'good'
  const done =
    tone === 'bad' ? words.allRefused : tone === 'partly' ? words.importedPartly : words.imported
  return (
    <>
      <section className={styles.report} data-tone={tone} aria-label={words.result}>
        <div role="status">
          <h2 className={styles.title}>{dryRun ? words.checked : done}</h2>
        </div>
        <Counts report={report} />
        {!dryRun && taken > 0 && !draft.mended && (
          <p className={styles.quiet}>{words.mappingSaved}</p>
        )}
        <div className={styles.buttons}>
          {dryRun ? (
            <>
              <Button variant="default" onClick={back}>
                {words.back}
              </Button>
              <Button onClick={importNow}>{words.importNow}</Button>
            </>
          ) : (
            <>
              <Button onClick={leave}>{refused > 0 ? words.sendMended : words.another}</Button>
              <Link to="/sources" className={styles.link}>
                {words.toSources}
              </Link>
            </>
          )}
        </div>
      </section>
      {refused > 0 && <RefusedRows draft={draft} report={report} streams={streams} />}
    </>
  )
}

function Counts({ report }: { report: ImportReport }) {
  const { language } = useLanguage()
  const words = useImportWords()
  const { dryRun, rowsRead, skipped, written, duplicates, refused, perStream } = report
  const counts: [name: string, value: number, tone?: 'bad' | undefined][] = [
    [words.counts.read, rowsRead],
    [dryRun ? words.counts.wouldWrite : words.counts.written, written],
    ...(duplicates === null ? [] : [[words.counts.duplicates, duplicates] as [string, number]]),
    [words.counts.refused, refused, refused > 0 ? 'bad' : undefined],
  ]
  return (
    <>
      <dl className={styles.counts}>
        {counts.map(([name, value, tone]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-tone={tone}>{formatNumber(value, '', language)}</dd>
          </div>
        ))}
      </dl>
      {dryRun && <p className={styles.quiet}>{words.checkedHint}</p>}
      {skipped > 0 && (
        <p className={styles.quiet}>
          {`${words.counts.skipped} ${formatNumber(skipped, '', language)}: ${words.skippedHint}`}
        </p>
      )}
      {perStream.length > 1 && (
        <ul className={styles.streams} aria-label={words.perStream}>
          {perStream.map(({ stream, ...sums }) => (
            <li key={stream}>
              {`${streamName(stream, language)}: ${formatNumber(sums.written, '', language)}`}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
