import type { Answer } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './how-panel.module.css'
import { stepLine } from './step-line.ts'
import { useChatWords } from './words.ts'

/** Which model answered, and every call with its arguments: nothing of it is hidden. */
export function HowPanel({ answer }: { answer: Answer }) {
  const words = useChatWords()
  const { language } = useLanguage()
  const { model, calls } = answer
  return (
    <details className={styles.how}>
      <summary>{words.how}</summary>
      <p className={styles.model}>
        {words.model}: {model === 'built-in' ? words.builtIn : model}
      </p>
      {calls.length === 0 ? (
        <p className={styles.model}>{words.noCalls}</p>
      ) : (
        <ol className={styles.calls} aria-label={words.calls}>
          {calls.map(({ tool, args, ms }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: calls keep their order
            <li key={at}>
              <p className={styles.call}>
                <span>{stepLine({ tool, args }, language)}</span>
                <span className={styles.ms}>{formatNumber(ms, 'ms', language)}</span>
              </p>
              <pre className={styles.args}>
                {tool} {JSON.stringify(args, null, 1)}
              </pre>
            </li>
          ))}
        </ol>
      )}
    </details>
  )
}
