import type { TileKind } from '../plant/board.ts'
import { StateMark } from '../plant/state-mark.tsx'
import styles from './readings.module.css'

const kinds = {
  bad: 'down',
  warn: 'wait',
  good: 'run',
  none: 'planned',
  unknown: 'never',
} as const satisfies Record<string, TileKind>
export type Tone = keyof typeof kinds

/** A judgement by shape, colour and word. */
export const VerdictMark = ({ tone, word }: { tone: Tone; word: string }) => (
  <span className={styles.mark} data-tone={tone}>
    <StateMark kind={kinds[tone]} />
    {word}
  </span>
)
