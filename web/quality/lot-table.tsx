import { Link } from '@tanstack/react-router'
import { formatNumber, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { DataTable } from '../readings/data-table.tsx'
import styles from '../readings/readings.module.css'
import { VerdictMark } from '../readings/verdict-mark.tsx'
import { useReadingWords } from '../readings/words.ts'
import { isBad, type QualitySearch, type Trace } from './trace.ts'
import { useQualityWords } from './words.ts'

type Props = { label: string; list: Trace['went_in']; search: QualitySearch; zone: string }

/** Lots by their steps from the one that was asked about, each to be traced in its turn. */
export function LotTable({ label, list: { lots, total, truncated }, search, zone }: Props) {
  const words = useQualityWords()
  const shared = useReadingWords()
  const { language, words: app } = useLanguage()
  const steps = lots.some(({ depth }) => depth > 0)
  return (
    <>
      <DataTable
        label={label}
        columns={[
          { head: words.lot },
          ...(steps ? [{ head: words.step, number: true } as const] : []),
          { head: words.item },
          { head: words.state },
          { head: words.samples, number: true },
          { head: words.quantity, number: true },
          { head: words.made },
          { head: words.shippedTo },
          { head: words.left, number: true },
        ]}
        rows={lots.map((one) => ({
          key: one.lot,
          cells: [
            <Link key="lot" to="/quality" search={{ ...search, lot: one.lot }}>
              {one.lot}
            </Link>,
            ...(steps ? [one.depth] : []),
            one.name,
            one.disposition && (
              <VerdictMark
                key="state"
                tone={isBad(one) ? 'bad' : 'good'}
                word={app.values[one.disposition] ?? one.disposition}
              />
            ),
            one.samples === 0 ? null : `${one.out_of_limits} / ${one.samples}`,
            formatNumber(one.quantity, one.unit, language),
            formatTime(one.at, zone, language),
            one.shipped_to.length === 0
              ? null
              : one.shipped_to
                  .map(
                    ({ customer, quantity }) =>
                      `${customer} ${formatNumber(quantity, one.unit, language)}`,
                  )
                  .join(' · '),
            one.not_shipped === null ? null : formatNumber(one.not_shipped, one.unit, language),
          ],
        }))}
      />
      {truncated && <p className={styles.quiet}>{shared.shown(lots.length, total)}</p>}
    </>
  )
}
