import type { AlertPageDetail } from '../../server/http/contract.ts'
import { formatNumber, formatTime } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import styles from './alerts.module.css'
import { useAlertWords } from './words.ts'

type Props = { detail: AlertPageDetail }

const [width, height, inset] = [600, 160, 12]

/** The values around the moment, and the limit that they crossed. */
export function EvidenceLine({ detail: { event, evidence } }: Props) {
  const words = useAlertWords()
  const { language } = useLanguage()
  const { zone } = useSite(event.siteId)
  const points = evidence.points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]))
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 2) return null
  if (evidence.feed === 'state' || evidence.feed === 'source') return null
  const limit = event.limitValue
  const values = points.map(({ value }) => value).concat(limit ?? [])
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const y = (value: number) =>
    height - inset - ((value - low) / (high - low || 1)) * (height - 2 * inset)
  const x = (at: number) => ((at - first.at) / (last.at - first.at || 1)) * width
  const told = (ms: number) => formatTime(new Date(ms).toISOString(), zone, language)
  const said = limit === null ? '–' : formatNumber(limit, event.unit, language)
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.chart(told(first.at), told(last.at), said)}
    >
      {limit !== null && <line x1={0} x2={width} y1={y(limit)} y2={y(limit)} />}
      <polyline points={points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')} />
    </svg>
  )
}
