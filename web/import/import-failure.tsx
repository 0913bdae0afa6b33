import { ApiError } from '../app/api.ts'
import type { Language } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './import-failure.module.css'

/** What the server said of the file, with its hint. */
export function ImportFailure({ title, error }: { title: string; error: unknown }) {
  const { words, language } = useLanguage()
  const { states } = words
  const known = error instanceof ApiError ? error : null
  if (known?.status === 0) return <Failure title={states.offline} lines={[states.offlineHint]} />
  if (known?.status === 403)
    return <Failure title={states.forbidden} lines={[states.forbiddenHint]} />
  const lines = known === null ? [states.failedHint] : saidIn(known, language)
  return <Failure title={title} lines={lines} />
}

/** Faults of files are said in both languages; what is no fault of the file in English only. */
function saidIn({ message, hint = '', zh }: ApiError, language: Language): string[] {
  return language === 'zh' && zh !== undefined ? [zh.message, zh.hint ?? ''] : [message, hint]
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
