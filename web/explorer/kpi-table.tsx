import { Fragment } from 'react'
import { readableScale, scaled } from '../../charts/index.ts'
import type { KpiReply } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import styles from '../charts/chart-table.module.css'
import { dimensionWord } from '../chat/code-words.ts'
import { FigureValue } from '../chat/figure-value.tsx'
import { changeOf, changeUnit, type KpiCell, type KpiRow, kpiRows } from './kpi-rows.ts'
import own from './kpi-table.module.css'
import { useExplorerWords } from './words.ts'

type Props = { reply: KpiReply; title: string }

/** One row per group and one column per metric: figures of a chat answer come one by one. */
export function KpiTable({ reply, title }: Props) {
  const words = useExplorerWords()
  const { language } = useLanguage()
  const { keys, metrics, compared } = reply
  const rows = kpiRows(reply, language)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <div className={styles.scroll} tabIndex={0}>
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            {keys.map((key) => (
              <th key={key} scope="col">
                {dimensionWord(key, language)}
              </th>
            ))}
            {metrics.map(({ id, version, name }) => (
              <Fragment key={`${id}@${version}`}>
                <th scope="col" className={`${styles.number} ${own.value}`}>
                  {name}
                </th>
                {(compared ? [words.before, words.changed] : []).map((what) => (
                  <th
                    key={what}
                    scope="col"
                    abbr={words.of(what, name)}
                    className={`${styles.number} ${own.value}`}
                  >
                    {what}
                  </th>
                ))}
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.ids.join(' ')}>
              {keys.map((key, at) => (
                <td key={key}>{row.names[at] || words.unassigned}</td>
              ))}
              <Cells row={row} rows={rows} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Numbers of one metric are shown in one unit, so that they can be compared by eye. */
function Cells({ row, rows }: { row: KpiRow; rows: KpiRow[] }) {
  const { language } = useLanguage()
  const likeOf = (at: number) =>
    rows.flatMap(({ cells }) => {
      const cell = cells[at]
      return cell === undefined ? [] : [cell.now, ...(cell.before ? [cell.before] : [])]
    })
  const keyOf = ({ now }: KpiCell) => `${now.metric}@${now.version}`
  return row.cells.map((cell, at) => (
    <Fragment key={keyOf(cell)}>
      <td className={styles.number}>
        <FigureValue figure={cell.now} like={likeOf(at)} language={language} />
      </td>
      {cell.before && <BeforeCells cell={cell} before={cell.before} like={likeOf(at)} />}
    </Fragment>
  ))
}

type BeforeProps = {
  cell: KpiCell
  before: KpiCell['now']
  like: KpiCell['now'][]
}

function BeforeCells({ cell, before, like }: BeforeProps) {
  const { language } = useLanguage()
  const scale = readableScale(
    like.map(({ value }) => value),
    before.unit,
  )
  const change = scaled(changeOf(cell), scale)
  return (
    <>
      <td className={styles.number}>
        <FigureValue figure={before} like={like} language={language} />
      </td>
      <td className={styles.number}>
        {change !== null && change > 0 ? '+' : ''}
        {formatNumber(change, changeUnit(scale.unit), language)}
      </td>
    </>
  )
}
