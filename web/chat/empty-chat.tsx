import { useLanguage, useSites } from '../app/language.tsx'
import styles from './empty-chat.module.css'
import { exampleQuestions } from './examples.ts'
import { useChatWords } from './words.ts'

/** Before the first question: what can be asked, ready to be asked. */
export function EmptyChat({ onAsk }: { onAsk: (question: string) => void }) {
  const words = useChatWords()
  const { language } = useLanguage()
  const sites = useSites()
  const site = sites.at(-1)?.name ?? ''
  return (
    <div className={styles.scroll}>
      <div className={styles.empty}>
        <h1 className={styles.heading}>{words.emptyHeading}</h1>
        <p className={styles.lead}>{words.emptyLead}</p>
        <h2 className={styles.label}>{words.examples}</h2>
        <ul className={styles.examples}>
          {exampleQuestions(language, site).map((question) => (
            <li key={question}>
              <button type="button" className={styles.example} onClick={() => onAsk(question)}>
                {question}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
