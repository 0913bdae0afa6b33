import type { ReactNode } from 'react'
import table from '../app/rows.module.css'
import styles from './readings.module.css'

export type Column = { head: string; number?: true; wide?: true }
export type DataRow = { key: string; chosen?: boolean; cells: ReactNode[] }

type Props = { label: string; columns: Column[]; rows: DataRow[] }

/** Rows under their columns, the first of which names them; it scrolls inside its own box. */
export function DataTable({ label, columns, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <section className={`${table.box} ${styles.rows}`} tabIndex={0} aria-label={label}>
      <table className={table.table}>
        <thead>
          <tr>
            {columns.map(({ head, number }) => (
              <th key={head} scope="col" data-number={number}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, chosen = false, cells }) => (
            <tr key={key} data-chosen={chosen}>
              {columns.map(({ head, number, wide }, at) =>
                at === 0 ? (
                  <th key={head} scope="row">
                    {cells[at]}
                  </th>
                ) : (
                  <td key={head} data-number={number} data-wide={wide}>
                    {cells[at] ?? '–'}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
