import { Link } from '@tanstack/react-router'
import type { BoardTile, PlantBoard } from '../../server/http/contract.ts'
import { formatNumber, formatSpan, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { figureOf, kindOf, kindOfCategory, type TileKind, targetOf } from './board.ts'
import { StateMark } from './state-mark.tsx'
import styles from './tile.module.css'
import { usePlantWords } from './words.ts'
import type { PlantWords } from './words-en.ts'

type Props = { board: PlantBoard; tile: BoardTile }

/** A machine at a glance: what it does, since when and why, what it makes, how well. */
export function Tile({ board, tile }: Props) {
  const words = usePlantWords()
  const { language } = useLanguage()
  const { siteId } = board
  const kind = kindOf(tile)
  const name = language === 'zh' ? tile.nameZh : tile.nameEn
  return (
    <Link
      to="/plant"
      search={({ wall }) => ({ site: siteId, machine: tile.id, ...(wall === 1 ? { wall } : {}) })}
      className={styles.tile}
      data-kind={kind}
    >
      <span className={styles.top}>
        <StateMark kind={kind} />
        <span className={styles.state}>{stateWord(tile, kind, words)}</span>
        <span className={styles.span}>
          <Since board={board} tile={tile} />
        </span>
      </span>
      <span className={styles.name}>
        {name} <span className={styles.id}>{tile.id}</span>
      </span>
      <Reason tile={tile} kind={kind} />
      <span className={styles.order}>
        {[tile.orderId, language === 'zh' ? tile.productZh : tile.productEn]
          .filter((part) => part !== null)
          .join(' · ') || words.nothingCounted}
      </span>
      <Performance board={board} tile={tile} />
      {(tile.openTickets > 0 || tile.alarms > 0) && (
        <span className={styles.counts}>
          {tile.openTickets > 0 && <span>{words.tickets(tile.openTickets)}</span>}
          {tile.alarms > 0 && <span>{words.alarms(tile.alarms)}</span>}
        </span>
      )}
    </Link>
  )
}

export function stateWord({ state }: BoardTile, kind: TileKind, words: PlantWords): string {
  if (kind === 'never' || state === null) return words.never
  const last = words.kinds[kindOfCategory(state.category)]
  return kind === 'stale' ? words.staleWas(last) : last
}

/** How long it has been so; of what is stale, how old. */
function Since({ board: { now, zone }, tile: { state, freshness, heardAt } }: Props) {
  const words = usePlantWords()
  const { language } = useLanguage()
  if (state === null) return null
  const spanTo = (at: string) => formatSpan(Date.parse(now) - Date.parse(at), language)
  if (freshness === 'fresh') {
    return <time dateTime={state.since}>{words.since(spanTo(state.since))}</time>
  }
  if (heardAt === null) return null
  return (
    <time dateTime={heardAt} title={words.until(formatTime(heardAt, zone, language))}>
      {words.age(spanTo(heardAt))}
    </time>
  )
}

function Reason({ tile: { state }, kind }: { tile: BoardTile; kind: TileKind }) {
  const words = usePlantWords()
  const { language } = useLanguage()
  if (state === null) return null
  const packml = words.states[state.state] ?? state.state
  const reason = language === 'zh' ? state.reasonZh : state.reasonEn
  const missing = kind === 'down' ? words.noReason : null
  return (
    <span className={styles.reason}>
      {[packml, reason ?? missing].filter((part) => part !== null).join(' · ')}
    </span>
  )
}

function Performance({ board, tile: { id } }: Props) {
  const words = usePlantWords()
  const { language } = useLanguage()
  const oee = figureOf(board.figures, 'oee', id)
  const output = figureOf(board.figures, 'output', id)
  const own = targetOf(board, { metric: 'oee', scope: id })
  const target = own ?? targetOf(board, { metric: 'oee', scope: board.siteId })
  const value = oee?.value ?? null
  return (
    <span className={styles.performance}>
      <span>
        {words.oee} <strong>{formatNumber(value, '%', language)}</strong>
      </span>
      <span>
        {words.output} <strong>{formatNumber(output?.value ?? null, 'pieces', language)}</strong>
      </span>
      {value !== null && target !== null && (
        <span className={styles.bar} aria-hidden>
          <span style={{ width: `${Math.min(100, Math.max(0, value))}%` }} />
          <i style={{ left: `${Math.min(100, Math.max(0, target))}%` }} />
        </span>
      )}
      {value !== null && target !== null && (
        <span className={styles.target}>
          {words.target(formatNumber(target, '%', language))} ·{' '}
          {value >= target ? words.met : words.missed(formatNumber(target - value, 'pp', language))}
        </span>
      )}
    </span>
  )
}
