import { useId } from 'react'
import { useLanguage } from './language.tsx'
import { useLive } from './live.tsx'
import styles from './live-mark.module.css'
import popup from './popup.module.css'

/** Whether what one sees is what is; never by colour alone. What that means is behind it. */
export function LiveMark() {
  const state = useLive()
  const { live } = useLanguage().words
  const id = useId()
  return (
    <span role="status">
      <button
        type="button"
        className={styles.mark}
        data-state={state}
        title={live[`${state}Hint`]}
        popoverTarget={id}
      >
        <span className={styles.dot} aria-hidden />
        <span className={styles.word}>{live[state]}</span>
      </button>
      <span id={id} popover="auto" className={popup.popup}>
        {live[`${state}Hint`]}
      </span>
    </span>
  )
}
