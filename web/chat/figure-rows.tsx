import type { Figure } from '../../server/http/contract.ts'
import { formatNumber, formatTime, type Language } from '../app/format.ts'
import styles from '../charts/chart-table.module.css'
import { dimensionWord } from './code-words.ts'
import type { FigureKey, FigureTable } from './figure-table.ts'
import { FigureValue } from './figure-value.tsx'
import type { Naming } from './names.ts'
import { windowText } from './window-text.ts'
import { useChatWords } from './words.ts'

type Props = { table: FigureTable; naming: Naming; language: Language; title: string }

/** One row per figure; what all share stands above. */
export function FigureRows({ table, naming, language, title }: Props) {
  const words = useChatWords().figure
  const { varied, columns, compares, rows } = table
  const named = columns.includes('metric')
  const others = columns.filter((key) => key !== 'metric')
  const likeOf = ({ metric }: Figure) =>
    rows
      .flatMap(({ figure, before }) => [figure, ...(before ? [before] : [])])
      .filter((figure) => figure.metric === metric)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <div className={styles.scroll} tabIndex={0}>
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            {varied.map((key) => (
              <th key={key} scope="col">
                {dimensionWord(key, language)}
              </th>
            ))}
            {named && <th scope="col">{words.metric}</th>}
            <th scope="col" className={styles.number}>
              {words.value}
            </th>
            {compares && (
              <th scope="col" className={styles.number}>
                {words.before}
              </th>
            )}
            {others.map((key) => (
              <th key={key} scope="col" className={key === 'rows' ? styles.number : undefined}>
                {words[key]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ figure, before }) => (
            <tr key={JSON.stringify([figure.metric, figure.dimensions, figure.window])}>
              {varied.map((key) => (
                <td key={key}>
                  {naming.value(key, figure.dimensions[key] ?? '', figure.dimensions.site) ||
                    words.unassigned}
                </td>
              ))}
              {named && (
                <td>
                  {naming.metric(figure.metric)}{' '}
                  <code>{`${figure.metric} v${figure.version}`}</code>
                </td>
              )}
              <td className={styles.number}>
                <FigureValue figure={figure} like={likeOf(figure)} language={language} />
              </td>
              {before && (
                <td className={styles.number}>
                  <FigureValue figure={before} like={likeOf(figure)} language={language} />
                </td>
              )}
              {others.map((key) => (
                <Other key={key} of={key} figure={figure} language={language} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type OtherProps = { of: FigureKey; figure: Figure; language: Language }

function Other({ of, figure, language }: OtherProps) {
  const { window, freshness, rows } = figure
  if (of === 'rows')
    return <td className={styles.number}>{formatNumber(rows, 'count', language)}</td>
  if (of === 'window') return <td>{windowText(window, language)}</td>
  return <td>{freshness === null ? '–' : formatTime(freshness, window.zone, language)}</td>
}
