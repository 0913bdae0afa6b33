import { ApiError } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './import-failure.module.css'

/** What the server said of the file, with its hint; the words of a fault in a file are the server's. */
export function ImportFailure({ title, error }: { title: string; error: unknown }) {
  const { states } = useLanguage().words
  const known = error instanceof ApiError ? error : null
  if (known?.status === 0) return <Failure title={states.offline} lines={[states.offlineHint]} />
  if (known?.status === 403)
    return <Failure title={states.forbidden} lines={[states.forbiddenHint]} />
  const lines = known === null ? [states.failedHint] : [known.message, known.hint ?? '']
  return <Failure title={title} lines={lines} />
}

function Failure({ title, lines }: { title: string; lines: string[] }) {
  return (
    <div className={styles.failure}>
      <p className={styles.title}>{title}</p>
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
    </div>
  )
}
