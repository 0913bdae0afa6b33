import type { DiffRow, DiffSegment } from '../../server/http/contract.ts'
import styles from './diff-page.module.css'
import { useLibraryWords } from './words.ts'

type Side = 'before' | 'after'

/** A passage of the one revision beside what became of it in the other. */
export function DiffRowView({ row }: { row: DiffRow }) {
  const words = useLibraryWords().diff
  const named = row.after ?? row.before
  return (
    <section className={styles.row} data-kind={row.kind}>
      <h2 className={styles.heading}>
        <span className={styles.kind}>{words.kinds[row.kind]}</span>
        {named?.heading}
      </h2>
      <div className={styles.columns}>
        <Column row={row} side="before" />
        <Column row={row} side="after" />
      </div>
    </section>
  )
}

function Column({ row, side }: { row: DiffRow; side: Side }) {
  const words = useLibraryWords()
  const passage = row[side]
  if (passage === null) return <p className={styles.absent}>{words.diff.absent}</p>
  const lang = /\p{Script=Han}/u.test(passage.text) ? 'zh-CN' : 'en'
  return (
    <div className={styles.passage} lang={lang}>
      {passage.page !== null && <p className={styles.page}>{words.page(passage.page)}</p>}
      <p className={styles.text}>
        <Words row={row} side={side} text={passage.text} />
      </p>
    </div>
  )
}

function Words({ row, side, text }: { row: DiffRow; side: Side; text: string }) {
  if (row.kind === 'same') return text
  const Mark = side === 'before' ? 'del' : 'ins'
  if (row.kind !== 'changed') return <Mark>{text}</Mark>
  const own = side === 'before' ? 'removed' : 'added'
  return keyed(row.segments.filter(({ kind }) => kind === 'same' || kind === own)).map(
    ([key, { kind, text: words }]) =>
      kind === 'same' ? <span key={key}>{words}</span> : <Mark key={key}>{words}</Mark>,
  )
}

/** Segments never move: their place is their key. */
const keyed = (segments: DiffSegment[]): [string, DiffSegment][] =>
  segments.map((segment, at) => [String(at), segment])
