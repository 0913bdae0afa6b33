import { Tooltip } from '@mantine/core'
import { useLanguage } from './language.tsx'
import { useLive } from './live.tsx'
import styles from './live-mark.module.css'

/** Whether what one sees is what is; never by colour alone. */
export function LiveMark() {
  const state = useLive()
  const { live } = useLanguage().words
  return (
    <Tooltip
      label={live[`${state}Hint`]}
      multiline
      maw={280}
      events={{ hover: true, focus: true, touch: true }}
    >
      <span className={styles.mark} data-state={state} role="status">
        <span className={styles.dot} aria-hidden />
        <span className={styles.word}>{live[state]}</span>
      </span>
    </Tooltip>
  )
}
