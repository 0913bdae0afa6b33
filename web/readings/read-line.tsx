import { formatNumber, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './readings.module.css'
import { useReadingWords } from './words.ts'

type Props = { basis: { rows_read: number; data_until: string | null; zone: string } }

/** How much was read, and how old it is. */
export function ReadLine({ basis: { rows_read: rows, data_until: until, zone } }: Props) {
  const words = useReadingWords()
  const { language } = useLanguage()
  const at = until === null ? '–' : formatTime(until, zone, language)
  return <p className={styles.quiet}>{words.read(formatNumber(rows, 'count', language), at)}</p>
}
