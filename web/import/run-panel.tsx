import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ImportDraft, ImportStream } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { ImportFailure } from './import-failure.tsx'
import { ReportView } from './report-view.tsx'
import styles from './run-panel.module.css'
import type { RunState, useRun } from './use-run.ts'
import { useImportWords } from './words.ts'

type Props = {
  draft: ImportDraft
  streams: ImportStream[]
  run: ReturnType<typeof useRun>
  /** Why it cannot start yet. */
  fault: string | null
  start: (dryRun: boolean) => void
  leave: () => void
}

/** Checking, importing, and what came of it. */
export function RunPanel({ draft, streams, run, fault, start, leave }: Props) {
  const { now, cancel, reset } = run
  const words = useImportWords()
  const place = useRef<HTMLDivElement>(null)
  const { state } = now
  useEffect(() => {
    // The buttons that had the focus are gone: reading goes on at what has become of it.
    if (state === 'running' || state === 'done') place.current?.focus()
  }, [state])
  return (
    <div ref={place} tabIndex={-1} className={styles.panel}>
      {now.state === 'running' && <Progress now={now} cancel={cancel} />}
      {now.state === 'done' && (
        <ReportView
          draft={draft}
          report={now.report}
          streams={streams}
          back={reset}
          importNow={() => start(false)}
          leave={leave}
        />
      )}
      <div role="alert">
        {now.state === 'failed' && <ImportFailure title={words.failedRun} error={now.error} />}
        {now.state === 'cancelled' && (
          <div className={styles.stopped}>
            <p className={styles.title}>{words.cancelled}</p>
            <p>{now.dryRun ? words.cancelledCheck : words.cancelledHint}</p>
          </div>
        )}
      </div>
      {now.state !== 'running' && now.state !== 'done' && (
        <div className={styles.bar}>
          <p className={fault === null ? styles.ready : styles.fault} role="status">
            {fault ?? words.ready}
          </p>
          <div className={styles.buttons}>
            <Button variant="default" disabled={fault !== null} onClick={() => start(true)}>
              {words.dryRun}
            </Button>
            <Button disabled={fault !== null} onClick={() => start(false)}>
              {words.run}
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}

type ProgressProps = { now: Extract<RunState, { state: 'running' }>; cancel: () => void }

function Progress({ now: { dryRun, progress }, cancel }: ProgressProps) {
  const { language } = useLanguage()
  const words = useImportWords()
  const count = (value: number) => formatNumber(value, '', language)
  const title = dryRun ? words.checking : words.importing
  const share =
    progress === null ? undefined : progress.bytesRead / Math.max(1, progress.bytesTotal)
  return (
    <section className={styles.progress} aria-label={title}>
      <p className={styles.title} role="status">
        {title}
      </p>
      <progress className={styles.meter} value={share} aria-label={title} />
      <p>
        {progress === null ? '' : words.progress(count(progress.rowsRead), count(progress.refused))}
      </p>
      <Button variant="default" onClick={cancel}>
        {words.cancel}
      </Button>
    </section>
  )
}
