import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { DataTable } from '../readings/data-table.tsx'
import styles from '../readings/readings.module.css'
import type { Stock } from './supply.ts'
import { useSupplyWords } from './words.ts'

/** What suppliers kept, the least on time first. */
export function SupplierTable({ suppliers }: { suppliers: Stock['suppliers'] }) {
  const words = useSupplyWords()
  const { language } = useLanguage()
  if (suppliers.length === 0) return null
  const percent = (value: number | null) => formatNumber(value, '%', language)
  return (
    <section className={styles.part}>
      <h2>{words.suppliers}</h2>
      <DataTable
        label={words.suppliers}
        columns={[
          { head: words.supplier },
          { head: words.onTime },
          { head: words.lines, number: true },
          { head: words.delay },
          { head: words.basis },
        ]}
        rows={suppliers
          .toSorted((a, b) => (a.on_time_percent ?? 101) - (b.on_time_percent ?? 101))
          .map((one) => ({
            key: one.supplier,
            cells: [
              <span key="name">
                {one.name} <code className={styles.code}>{one.supplier}</code>
              </span>,
              one.on_time_percent === null ? null : (
                <span key="share">
                  <strong>{percent(one.on_time_percent)}</strong>{' '}
                  <span className={styles.quiet}>
                    {words.interval(percent(one.on_time_low), percent(one.on_time_high))}
                  </span>
                </span>
              ),
              formatNumber(one.lines_due, 'count', language),
              one.delay_days &&
                [one.delay_days.p10, one.delay_days.p50, one.delay_days.p90]
                  .map((value) => formatNumber(value, '', language))
                  .join(' / '),
              words.delaysOf[one.delays_of] ?? one.delays_of,
            ],
          }))}
      />
    </section>
  )
}
