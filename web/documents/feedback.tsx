import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { FeedbackVerdict } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { type DocumentPlace, useFeedback } from '../library/library.ts'
import { useLibraryWords } from '../library/words.ts'
import styles from './feedback.module.css'

const verdicts: FeedbackVerdict[] = ['useful', 'wrong', 'outdated']

type Citation = DocumentPlace & {
  revision: number
  page: number | null
  heading: string
  quote: string
}

/** What one says of a citation; who finds a fault may say which. The last word counts. */
export function Feedback({ citation }: { citation: Citation }) {
  const words = useLibraryWords().feedback
  const { siteId, id, ...cited } = citation
  const { mutate, data, isPending, isError } = useFeedback({ siteId, id })
  const [said, setSaid] = useState<FeedbackVerdict | null>(null)
  const [asking, setAsking] = useState(false)
  const say = (verdict: FeedbackVerdict, note = '') => {
    setSaid(verdict)
    setAsking(verdict !== 'useful' && note === '')
    mutate({ ...cited, verdict, note })
  }
  return (
    <fieldset className={styles.feedback} lang={useLanguage().language}>
      <legend className={styles.label}>{words.label}</legend>
      <div className={styles.verdicts}>
        {verdicts.map((verdict) => (
          <button
            key={verdict}
            type="button"
            className={styles.verdict}
            aria-pressed={said === verdict}
            onClick={() => say(verdict)}
          >
            {words.verdicts[verdict]}
          </button>
        ))}
      </div>
      {asking && said !== null && <Note send={(note) => say(said, note)} />}
      <p role="status" className={styles.told}>
        {isPending ? '' : isError ? words.failed : data === undefined ? '' : words[data.outcome]}
      </p>
    </fieldset>
  )
}

function Note({ send }: { send: (note: string) => void }) {
  const words = useLibraryWords().feedback
  const [note, setNote] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (note.trim() !== '') send(note)
  }
  return (
    <form onSubmit={submit} className={styles.note}>
      <Textarea
        label={words.note}
        value={note}
        maxLength={500}
        rows={2}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button type="submit" variant="default">
        {words.send}
      </Button>
    </form>
  )
}
