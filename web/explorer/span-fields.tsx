import { zoneName } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './question-form.module.css'
import type { Span } from './view-state.ts'
import { useExplorerWords } from './words.ts'

type Props = { span: Span; zone: string; change: (span: Span) => void }

/** Asked once a field is left, not at every digit. */
export function SpanFields({ span, zone, change }: Props) {
  const words = useExplorerWords()
  const { language } = useLanguage()
  return (
    <div className={styles.pair}>
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className={styles.field}>
          {words[end]}
          <input
            key={span[end]}
            type="datetime-local"
            step={3600}
            defaultValue={clockOf(span[end])}
            onBlur={({ target }) => {
              if (target.value !== clockOf(span[end])) change({ ...span, [end]: target.value })
            }}
            onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
          />
        </label>
      ))}
      <p className={styles.zone}>{words.plantTime(zoneName(zone, language))}</p>
    </div>
  )
}

/** A day by itself begins at midnight. */
const clockOf = (text: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text.slice(0, 16)
