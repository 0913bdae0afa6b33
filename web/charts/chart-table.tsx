import { chartTitle, scaled, scaleOf } from '../../charts/index.ts'
import type { ChartSpec } from '../../server/http/contract.ts'
import { formatNumber, type Language } from '../app/format.ts'
import styles from './chart-table.module.css'

type Props = { spec: ChartSpec; language: Language }

/** Every point of a chart, for what is not drawn and for people who do not see the picture. */
export function ChartTable({ spec, language }: Props) {
  const scale = scaleOf(spec)
  const title = chartTitle(spec, language)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <div className={styles.scroll} tabIndex={0}>
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            <td />
            {spec.series.map(({ name }) => (
              <th key={name.en} scope="col" className={styles.number}>
                {name[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spec.labels.map((label, at) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {spec.series.map(({ name, values }) => (
                <td key={name.en} className={styles.number}>
                  {formatNumber(scaled(values[at] ?? null, scale), scale.unit, language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
