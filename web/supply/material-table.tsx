import { Link } from '@tanstack/react-router'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { nullWord } from '../chat/code-words.ts'
import { type Column, DataTable } from '../readings/data-table.tsx'
import styles from '../readings/readings.module.css'
import { useReadingWords } from '../readings/words.ts'
import type { Material, Stock, SupplySearch } from './supply.ts'
import { useSupplyWords } from './words.ts'

type Props = { data: Stock; search: SupplySearch }

/** Every material, the riskiest first; one can be chosen. */
export function MaterialTable({ data, search }: Props) {
  const words = useSupplyWords()
  const shared = useReadingWords()
  const { language } = useLanguage()
  const { materials, at_risk: atRisk, total, truncated, basis } = data
  const supposed = materials.some(({ risk_percent_as_is: asIs }) => asIs !== null)
  const columns: Column[] = [
    { head: words.material },
    { head: words.now, number: true },
    { head: words.risk, number: true },
    ...(supposed ? [{ head: words.riskAsIs, number: true } as const] : []),
    { head: words.over5 },
    { head: words.over50 },
    { head: words.orderBy },
    { head: words.order, number: true },
    { head: words.from },
  ]
  const percent = (value: number | null) =>
    value === null ? null : formatNumber(value, '%', language)
  const supplierOf = (id: string | null | undefined) =>
    data.suppliers.find(({ supplier }) => supplier === id)?.name ?? id
  return (
    <section className={styles.part}>
      <h2>{words.materials}</h2>
      <p role="status">
        {words.atRisk(atRisk, total, formatNumber(basis.accepted_risk_percent, '%', language))}
      </p>
      <DataTable
        label={words.materials}
        columns={columns}
        rows={materials.map((one) => ({
          key: one.material,
          chosen: one.material === search.material,
          cells: [
            <Name key="name" of={one} search={search} />,
            one.stock_now === null ? null : formatNumber(one.stock_now, one.unit, language),
            percent(one.risk_percent) ?? nullWord(one.missing[0] ?? '', language),
            ...(supposed ? [percent(one.risk_percent_as_is)] : []),
            one.risk_over_5_on,
            one.risk_over_50_on,
            one.order && (one.order.order_by ?? words.tooLate),
            one.order && formatNumber(one.order.quantity, one.unit, language),
            supplierOf(one.order?.supplier),
          ],
        }))}
      />
      {truncated && <p className={styles.quiet}>{shared.shown(materials.length, total)}</p>}
    </section>
  )
}

function Name({ of: { material, name }, search }: { of: Material; search: SupplySearch }) {
  return (
    <Link to="/supply" search={{ ...search, material }}>
      {name}&nbsp;<code className={styles.code}>{material}</code>
    </Link>
  )
}
