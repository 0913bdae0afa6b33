import { Button, Textarea, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { LibraryDocument } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { randomId } from '../app/random-id.ts'
import { ImportFailure } from '../import/import-failure.tsx'
import styles from './library.module.css'
import { usePublish } from './library.ts'
import { useLibraryWords } from './words.ts'

type Props = {
  document: LibraryDocument
  /** Null: no revision is in force from then on. */
  revision: number | null
  close: () => void
}

/** Asks for a revision to be put in force; a person who may decides it in the inbox. */
export function PublishDialog({ document, revision, close }: Props) {
  const words = useLibraryWords()
  const { mutate, data, error, isPending } = usePublish(document)
  const [key] = useState(() => randomId('publish'))
  const [given, setGiven] = useState({ from: '', until: '', reason: '' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ key, revision, reason: given.reason.trim(), ...dated(given) })
  }
  const field = (name: keyof typeof given) => ({
    value: given[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setGiven({ ...given, [name]: target.value }),
  })
  const { publish } = words
  const title = revision === null ? publish.headingRetire : publish.heading(revision)
  return (
    <Dialog title={title} close={close}>
      {data === undefined ? (
        <form onSubmit={submit} className={styles.form}>
          <p className={styles.quiet}>{publish.lead}</p>
          <TextInput
            type="date"
            label={publish.from}
            description={publish.fromHint}
            {...field('from')}
          />
          {revision !== null && (
            <TextInput
              type="date"
              label={publish.until}
              description={publish.untilHint}
              {...field('until')}
            />
          )}
          <Textarea label={publish.reason} required maxLength={500} rows={2} {...field('reason')} />
          {error !== null && <ImportFailure title={words.feedback.failed} error={error} />}
          <Button type="submit" loading={isPending}>
            {publish.send}
          </Button>
        </form>
      ) : (
        <div className={styles.form}>
          <p role="status">{publish.filed}</p>
          <Link to="/inbox/$siteId/$id" params={data.proposal} className={styles.button}>
            {publish.toInbox}
          </Link>
        </div>
      )}
    </Dialog>
  )
}

const dated = ({ from, until }: { from: string; until: string }) => ({
  ...(from === '' ? {} : { from }),
  ...(until === '' ? {} : { until }),
})
