import { Button, TextInput } from '@mantine/core'
import { useDeferredValue, useState } from 'react'
import type { ImportDraft, ImportGuess, ImportStream } from '../../server/http/contract.ts'
import { formatExactTime } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { formatBytes } from './format-bytes.ts'
import { guessFor, usePreview } from './imports.ts'
import {
  type Choices,
  choicesOf,
  type Fault,
  faultsOf,
  planOf,
  type SheetChoice,
  withGuess,
} from './plan.ts'
import styles from './review.module.css'
import { RunPanel } from './run-panel.tsx'
import { SheetReview } from './sheet-review.tsx'
import { useRun } from './use-run.ts'
import { useImportWords } from './words.ts'

type Props = { draft: ImportDraft; streams: ImportStream[]; leave: () => void }

/** The guess, to be corrected; what it makes of the first rows; then the run. */
export function Review({ draft, streams, leave }: Props) {
  const { language } = useLanguage()
  const words = useImportWords()
  const site = useSite(draft.siteId)
  const [choices, setChoices] = useState(() => choicesOf(draft))
  const run = useRun(draft)
  const faults = draft.mended ? [] : faultsOf(choices, streams)
  const plan = planOf(choices, draft.sheets)
  const isSettled = run.now.state === 'running' || run.now.state === 'done'
  return (
    <>
      <section className={styles.file} aria-label={words.file}>
        <p className={styles.name}>
          {words.size(draft.name, formatBytes(draft.bytes, language))}
          <span className={styles.site}>{site.name}</span>
        </p>
        {run.now.state !== 'running' && (
          <Button variant="default" onClick={leave}>
            {words.another}
          </Button>
        )}
        <Recognised draft={draft} />
      </section>
      <div hidden={isSettled} className={styles.parts}>
        {!draft.mended && (
          <Sheets draft={draft} streams={streams} choices={choices} change={setChoices} />
        )}
      </div>
      <RunPanel
        draft={draft}
        streams={streams}
        run={run}
        fault={faults.length === 0 ? null : faultText(faults, words)}
        start={(dryRun) => void run.start({ plan, dryRun })}
        leave={leave}
      />
    </>
  )
}

function Recognised({ draft: { savedAt, mended, siteId } }: { draft: ImportDraft }) {
  const { language } = useLanguage()
  const words = useImportWords()
  const { zone } = useSite(siteId)
  if (mended) return <p className={styles.known}>{words.mended}</p>
  if (savedAt === null) return null
  return <p className={styles.known}>{words.saved(formatExactTime(savedAt, zone, language))}</p>
}

function faultText(faults: Fault[], words: ReturnType<typeof useImportWords>): string {
  if (faults.includes('nothing')) return words.nothingChosen
  if (faults.includes('source')) return words.sourceMissing
  return faults.includes('twice') ? words.twiceShort : words.incomplete
}

type Guessed = { at: number; stream: string; guess: ImportGuess }

/** An answer that comes late must not fill a sheet that is of another kind by now. */
function withGuessAt(choices: Choices, { at, stream, guess }: Guessed): Choices {
  const choice = choices.sheets[at]
  if (choice?.stream !== stream) return choices
  return { ...choices, sheets: choices.sheets.with(at, withGuess(choice, guess)) }
}

type SheetsProps = {
  draft: ImportDraft
  streams: ImportStream[]
  choices: Choices
  change: (next: (now: Choices) => Choices) => void
}

function Sheets({ draft, streams, choices, change }: SheetsProps) {
  const words = useImportWords()
  const ready = useDeferredValue(faultsOf(choices, streams).length === 0 ? choices : null)
  const preview = usePreview(draft, ready === null ? null : planOf(ready, draft.sheets))
  const changeSheet = (at: number, choice: SheetChoice) => {
    change((now) => ({ ...now, sheets: now.sheets.with(at, choice) }))
    const { sheet, stream } = choice
    if (stream === null || stream === choices.sheets[at]?.stream) return
    // Without an answer the columns stay open, to be chosen by hand.
    void guessFor(draft, { sheet, stream })
      .then((guess) => change((now) => withGuessAt(now, { at, stream, guess })))
      .catch(() => undefined)
  }
  return (
    <>
      <TextInput
        className={styles.source}
        label={words.source}
        description={words.sourceHint}
        error={choices.source.trim() === '' ? words.sourceMissing : null}
        value={choices.source}
        maxLength={200}
        onChange={({ target: { value } }) => change((now) => ({ ...now, source: value }))}
      />
      {draft.sheets.map((sheet, at) => {
        const choice = choices.sheets[at]
        if (choice === undefined) return null
        return (
          <SheetReview
            key={sheet.sheet ?? ''}
            sheet={sheet}
            choice={choice}
            streams={streams}
            saved={draft.savedAt !== null}
            alone={draft.sheets.length === 1}
            preview={preview.data?.sheets.find((one) => one.sheet === sheet.sheet) ?? null}
            failure={preview.error}
            siteId={draft.siteId}
            change={(next) => changeSheet(at, next)}
          />
        )
      })}
    </>
  )
}
