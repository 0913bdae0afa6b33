import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PlantBoard } from '../../server/http/contract.ts'
import { formatNumber, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { figureOf, kindOf, targetOf } from './board.ts'
import styles from './headline.module.css'
import { usePlantWords } from './words.ts'

/** The site in five numbers; each of the metric centre leads to how it was worked out. */
export function Headline({ board }: { board: PlantBoard }) {
  const words = usePlantWords()
  const { language } = useLanguage()
  const { siteId, tiles, lateOrders } = board
  const kinds = tiles.map(kindOf)
  const running = kinds.filter((kind) => kind === 'run').length
  const unknown = kinds.filter((kind) => kind === 'stale' || kind === 'never').length
  const target = targetOf(board, { metric: 'oee', scope: siteId })
  return (
    <section className={styles.row} aria-label={words.headline}>
      <Metric board={board} metric="oee" name={words.oee}>
        {target !== null && words.target(formatNumber(target, '%', language))}
      </Metric>
      <Metric board={board} metric="output" name={words.output} />
      <Metric board={board} metric="downtime" name={words.downtime} />
      <Stat name={words.late} value={formatNumber(lateOrders, 'count', language)} />
      <Stat name={words.running} value={words.ofAll(running, tiles.length)}>
        {unknown > 0 && words.unknown(unknown)}
      </Stat>
    </section>
  )
}

type MetricProps = { board: PlantBoard; metric: string; name: string; children?: ReactNode }

function Metric({ board, metric, name, children }: MetricProps) {
  const words = usePlantWords()
  const { language } = useLanguage()
  const { siteId, period, zone } = board
  const figure = figureOf(board.figures, metric)
  const value = figure?.value ?? null
  const search = {
    ...{ metrics: metric, site: siteId, grain: 'none', by: 'machine' },
    ...(period === 'this_shift' ? { period } : { period: 'last_n_hours', n: 8 }),
  }
  return (
    <Stat
      name={`${name}, ${words.period[period]}`}
      value={
        <Link to="/metrics/explore" search={search} className={styles.link}>
          {formatNumber(value, figure?.unit ?? '', language)}
        </Link>
      }
    >
      {value === null ? words.nothing : children}
      {value !== null && figure?.freshness && (
        <time dateTime={figure.freshness}>
          {words.until(formatTime(figure.freshness, zone, language))}
        </time>
      )}
    </Stat>
  )
}

type StatProps = { name: string; value: ReactNode; children?: ReactNode }

const Stat = ({ name, value, children }: StatProps) => (
  <div className={styles.number}>
    <p className={styles.name}>{name}</p>
    <p className={styles.value}>{value}</p>
    <p className={styles.more}>{children}</p>
  </div>
)
