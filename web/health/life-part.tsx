import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import styles from '../readings/readings.module.css'
import type { Machine } from './health.ts'
import { useHealthWords } from './words.ts'

type Life = NonNullable<Machine['life']>

/** What failures of its class tell of how long it lasts. */
export function LifePart({ life }: { life: Life }) {
  const words = useHealthWords()
  const { language } = useLanguage()
  const plain = (value: number) => formatNumber(value, '', language)
  const within = (days: number, of: Life['fails_within_7_days_pct']) =>
    of === null ? [] : [words.within(days, plain(of.value), `${plain(of.low)}–${plain(of.high)}`)]
  const { b10_days: b10, of_class: name, null_reason: reason } = life
  const lines = [
    ...(name === null ? [] : [words.ofClass(name, life.failures, life.machines)]),
    ...(b10 === null ? [] : [words.b10(plain(b10.value), plain(b10.low), plain(b10.high))]),
    ...within(7, life.fails_within_7_days_pct),
    ...within(30, life.fails_within_30_days_pct),
    ...(reason === null ? [] : [words.noLife[reason] ?? reason]),
  ]
  return (
    <section className={styles.part} aria-label={words.life}>
      <h3>{words.life}</h3>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}
