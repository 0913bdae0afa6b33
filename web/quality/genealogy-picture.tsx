import { useMemo } from 'react'
import { useLanguage } from '../app/language.tsx'
import { box, layGenealogy, type Placed } from './genealogy.ts'
import styles from './genealogy-picture.module.css'
import { isBad, type Lot, type Trace } from './trace.ts'
import { useQualityWords } from './words.ts'

type Props = { data: Trace; lot: Lot }

/** A lot between what went in and what came of it; the tables beneath say the same. */
export function GenealogyPicture({ data, lot }: Props) {
  const words = useQualityWords()
  const { boxes, edges, rest, width, height } = useMemo(() => layGenealogy(data, lot), [data, lot])
  const label = words.picture(lot.lot, data.went_in.total, data.came_of_it.total)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <section className={styles.scroll} tabIndex={0} aria-label={words.genealogy}>
      <svg
        role="img"
        aria-label={label}
        width={width + 4}
        height={height + 4}
        viewBox={`-2 -2 ${width + 4} ${height + 4}`}
        className={styles.picture}
      >
        {edges.map(({ key, from, to }) => (
          <path key={key} className={styles.edge} d={curve(from, to)} />
        ))}
        {boxes.map((one) => (
          <Box key={one.lot.lot} placed={one} here={one.lot.lot === lot.lot} />
        ))}
        {rest.map(({ x, y, count }) => (
          <text key={x} x={x + 10} y={y + 20} className={styles.name}>
            {words.more(count)}
          </text>
        ))}
      </svg>
    </section>
  )
}

const curve = (from: Placed, to: Placed): string => {
  const [x1, y1] = [from.x + box.width, from.y + box.height / 2]
  const [x2, y2] = [to.x, to.y + box.height / 2]
  const middle = (x1 + x2) / 2
  return `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`
}

function Box({ placed: { lot, x, y }, here }: { placed: Placed; here: boolean }) {
  const { values } = useLanguage().words
  const state = lot.disposition === null ? '' : (values[lot.disposition] ?? lot.disposition)
  return (
    <g data-bad={isBad(lot)} data-here={here} className={styles.box}>
      <rect x={x} y={y} width={box.width} height={box.height} rx={6} />
      <text x={x + 10} y={y + 21} className={styles.id}>
        {cut(lot.lot, 22)}
      </text>
      <text x={x + 10} y={y + 41} className={styles.name}>
        {cut([lot.name, state].filter((part) => part !== '').join(' · '), 26)}
      </text>
    </g>
  )
}

/** A Chinese character takes the room of two letters. */
function cut(text: string, room: number): string {
  let width = 0
  let kept = ''
  for (const letter of text) {
    width += letter > '\u2e80' ? 2 : 1
    if (width > room) return `${kept}…`
    kept += letter
  }
  return kept
}
