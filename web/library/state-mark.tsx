import type { DocumentState } from '../../server/http/contract.ts'
import styles from './state-mark.module.css'
import { useLibraryWords } from './words.ts'

/** Whether one may work by a revision: in words, the colour only repeats it. */
export function StateMark({ state }: { state: DocumentState }) {
  const words = useLibraryWords()
  return (
    <span className={styles.mark} data-state={state}>
      {words.states[state]}
    </span>
  )
}
