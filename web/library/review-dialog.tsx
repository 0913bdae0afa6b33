import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { LibraryDocument } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { ImportFailure } from '../import/import-failure.tsx'
import styles from './library.module.css'
import { useReviewed } from './library.ts'
import { useLibraryWords } from './words.ts'

type Props = { document: LibraryDocument; close: () => void }

/** Notes that the revision in force was looked at and still holds. */
export function ReviewDialog({ document, close }: Props) {
  const words = useLibraryWords()
  const { mutate, data, error, isPending } = useReviewed(document)
  const [note, setNote] = useState('')
  const [months, setMonths] = useState('')
  const { review } = words
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = months.trim() === '' ? {} : { months: Number(months) }
    mutate({ revision: document.revision, note: note.trim(), ...next })
  }
  return (
    <Dialog title={review.heading(document.revision)} close={close}>
      {data === undefined ? (
        <form onSubmit={submit} className={styles.form}>
          <Textarea
            label={review.note}
            value={note}
            maxLength={500}
            rows={2}
            onChange={({ target }) => setNote(target.value)}
          />
          <TextInput
            type="number"
            min={1}
            max={120}
            label={review.months}
            description={review.monthsHint}
            value={months}
            onChange={({ target }) => setMonths(target.value)}
          />
          {error !== null && <ImportFailure title={words.feedback.failed} error={error} />}
          <Button type="submit" loading={isPending}>
            {review.send}
          </Button>
        </form>
      ) : (
        <p role="status">{review.outcomes[data.outcome]}</p>
      )}
    </Dialog>
  )
}
