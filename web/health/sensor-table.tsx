import { formatNumber, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { DataTable } from '../readings/data-table.tsx'
import styles from '../readings/readings.module.css'
import type { Machine, Sensor } from './health.ts'
import { useHealthWords } from './words.ts'

type Props = { machine: Machine; zone: string }

/** All sensors of a machine, the farthest off first. */
export function SensorTable({ machine, zone }: Props) {
  const words = useHealthWords()
  const { language } = useLanguage()
  const plain = (value: number) => formatNumber(value, '', language)
  const shares = new Map(
    (machine.together?.contributions ?? []).map(({ tag, share }) => [tag, share]),
  )
  const reached = ({ to_limit: { days, days_interval } }: Sensor) => {
    if (days === null) return null
    if (days === 0) return words.now
    const [low = null, high = null] = days_interval
    const text = (value: number | null) => (value === null ? words.open : plain(value))
    return words.drawnOn(plain(days), text(low), text(high))
  }
  const limitsOf = ({ limits: [low = null, high = null], unit }: Sensor) => {
    const [from, to] = [low, high].map((one) => formatNumber(one, unit, language))
    if (low !== null && high !== null) return `${from} – ${to}`
    if (low !== null) return words.atLeast(from ?? '')
    return high === null ? null : words.atMost(to ?? '')
  }
  return (
    <section className={styles.part}>
      <h3>{words.sensors}</h3>
      <DataTable
        label={words.sensors}
        columns={[
          { head: words.sensor },
          { head: words.recent, number: true },
          { head: words.usual, number: true },
          { head: words.z, number: true },
          { head: words.share, number: true },
          { head: words.off },
          { head: words.alarm },
          { head: words.toLimit },
        ]}
        rows={machine.sensors
          .toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z))
          .map((one) => ({
            key: one.tag,
            cells: [
              one.name,
              formatNumber(one.recent, one.unit, language),
              formatNumber(one.usual, one.unit, language),
              plain(one.z),
              shares.has(one.tag)
                ? formatNumber(100 * (shares.get(one.tag) ?? 0), '%', language)
                : null,
              one.since === null ? null : formatTime(one.since, zone, language),
              limitsOf(one),
              reached(one),
            ],
          }))}
      />
    </section>
  )
}
