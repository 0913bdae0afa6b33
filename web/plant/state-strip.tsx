import type { BoardMachine } from '../../server/http/contract.ts'
import { send } from '../app/api.ts'
import { formatClock, formatSpan } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { FileButtons } from '../charts/file-buttons.tsx'
import { machinePath } from './board.ts'
import styles from './machine-dialog.module.css'
import { StateMark } from './state-mark.tsx'
import { markOf } from './state-shapes.ts'
import { bands, hourTicks, shares } from './strip.ts'
import { usePlantWords } from './words.ts'

type Props = { siteId: string; found: BoardMachine; name: string }

/** A day of states from left to right; in words below for whoever does not see it. */
export function StateStrip({ siteId, found, name }: Props) {
  const words = usePlantWords()
  const { language, words: app } = useLanguage()
  const told = shares(found).map(({ kind, ms }) => {
    const word = kind === 'unknown' ? words.machine.unknown : words.kinds[kind]
    return { kind, text: words.machine.share(word, formatSpan(ms, language)) }
  })
  const summary = told.map(({ text }) => text).join(app.app.comma)
  return (
    <figure className={styles.strip}>
      <svg
        className={styles.bands}
        viewBox="0 0 1000 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${words.machine.statesOf(name)}: ${summary}`}
      >
        {bands(found).map(({ kind, x, width, top, bottom }) => (
          <rect
            key={`${x} ${top}`}
            x={x * 1000}
            y={top * 100}
            width={Math.max(1, width * 1000)}
            height={(bottom - top) * 100}
            fill={`var(${markOf[kind]})`}
          />
        ))}
      </svg>
      <div className={styles.ticks} aria-hidden>
        {hourTicks(found)
          .filter(({ x }) => x < 0.9)
          .map(({ x, at }) => (
            <span key={at} style={{ left: `${x * 100}%` }}>
              {formatClock(at, found.zone, language)}
            </span>
          ))}
      </div>
      <ul className={styles.shares}>
        {told.map(({ kind, text }) => (
          <li key={kind}>
            <StateMark kind={kind === 'unknown' ? 'never' : kind} />
            {text}
          </li>
        ))}
      </ul>
      <FileButtons
        name={`jidoka-states-${found.tile.id}-${found.now.slice(0, 10)}`}
        workbook={() => send(`${machinePath(siteId, found.tile.id)}/xlsx?language=${language}`, {})}
        picture={async () => {
          const { stripFile } = await import('./strip-file.ts')
          return stripFile({ found, language, words, name, told: summary })
        }}
      />
    </figure>
  )
}
