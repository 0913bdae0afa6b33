import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { UploadedDocument } from '../../server/http/contract.ts'
import { ImportFailure } from '../import/import-failure.tsx'
import styles from './upload-list.module.css'
import type { Upload } from './use-uploads.ts'
import { useLibraryWords } from './words.ts'

type Props = { uploads: Upload[]; stop: () => void }

/** What was sent, the newest above. */
export function UploadList({ uploads, stop }: Props) {
  const words = useLibraryWords().upload
  const ended = uploads.filter(({ stage }) => stage.at === 'ended')
  const added = ended.reduce((sum, one) => sum + one.added.length, 0)
  const refused = ended.reduce((sum, one) => sum + one.refused.length + (faultOf(one) ? 1 : 0), 0)
  return (
    <>
      <p role="status" className={styles.status}>
        {ended.length > 0 && words.status(added, refused)}
      </p>
      <ol className={styles.uploads}>
        {uploads.map((upload) => (
          <li key={upload.key} className={styles.upload}>
            <p className={styles.name}>{upload.file.name}</p>
            <Stage upload={upload} stop={stop} />
            {upload.added.map((one) => (
              <Added key={`${one.siteId} ${one.id} ${one.revision}`} document={one} />
            ))}
            {upload.refused.map(({ file, error }) => (
              <ImportFailure key={file} title={`${words.refused}: ${file}`} error={error} />
            ))}
          </li>
        ))}
      </ol>
    </>
  )
}

const faultOf = ({ stage }: Upload): unknown => (stage.at === 'ended' ? stage.error : null)

function Stage({ upload: { stage }, stop }: { upload: Upload; stop: () => void }) {
  const words = useLibraryWords().upload
  if (stage.at === 'ended') {
    if (stage.error === null) return null
    const stopped = stage.error instanceof DOMException && stage.error.name === 'AbortError'
    if (stopped) return <p className={styles.quiet}>{words.stopped}</p>
    return <ImportFailure title={words.refused} error={stage.error} />
  }
  if (stage.at === 'waits') return <p className={styles.quiet}>{words.waits}</p>
  const [told, share] =
    stage.at === 'sending'
      ? [words.sending(`${Math.floor(stage.share * 100)}%`), stage.share]
      : [words[stage.at](stage.done, stage.of), stage.done / Math.max(stage.of, 1)]
  return (
    <div className={styles.going}>
      <div>
        <p className={styles.quiet}>{told}</p>
        <progress className={styles.bar} value={share} aria-label={told} />
      </div>
      <Button variant="default" onClick={stop}>
        {words.stop}
      </Button>
    </div>
  )
}

function Added({ document }: { document: UploadedDocument }) {
  const words = useLibraryWords().upload
  const { siteId, id, title, revision, created, passages, named } = document
  const names = [...named.equipment, ...named.errorCodes, ...named.partNumbers]
  return (
    <div>
      <Link to="/documents/$siteId/$id" params={{ siteId, id }} className={styles.link}>
        {title}
      </Link>
      <p className={styles.quiet}>
        {created ? words.added(revision, passages) : words.known(revision)}
        {names.length > 0 && ` · ${words.named}: ${names.slice(0, 12).join(', ')}`}
        {names.length > 12 && ' …'}
      </p>
    </div>
  )
}
