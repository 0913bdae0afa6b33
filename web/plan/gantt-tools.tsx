import { BackIcon } from '../app/icons.tsx'
import button from '../charts/file-buttons.module.css'
import styles from './gantt.module.css'
import { usePlanWords } from './words.ts'

export type Step = 'in' | 'out' | 'earlier' | 'later' | 'whole' | 'now'

type Props = { step: (step: Step) => void }

const signs = [
  { step: 'out', sign: '−', word: 'zoomOut' },
  { step: 'in', sign: '+', word: 'zoomIn' },
  { step: 'earlier', sign: <BackIcon />, word: 'earlier' },
  { step: 'later', sign: <BackIcon />, word: 'later' },
] as const

/** For who has no wheel and no second finger. */
export function GanttTools({ step }: Props) {
  const words = usePlanWords()
  return (
    <fieldset className={`${button.buttons} ${styles.tools}`} aria-label={words.tools}>
      {signs.map(({ step: one, sign, word }) => (
        <button
          key={one}
          type="button"
          className={button.button}
          data-step={one}
          aria-label={words[word]}
          title={words[word]}
          onClick={() => step(one)}
        >
          {sign}
        </button>
      ))}
      <button type="button" className={button.button} onClick={() => step('now')}>
        {words.toNow}
      </button>
      <button type="button" className={button.button} onClick={() => step('whole')}>
        {words.whole}
      </button>
    </fieldset>
  )
}
