import { useMemo } from 'react'
import { useLanguage } from '../app/language.tsx'
import { readMarkdown } from '../documents/markdown.ts'
import { MarkdownView } from '../documents/markdown-view.tsx'
import styles from './answer-body.module.css'
import { reasonWord } from './code-words.ts'
import { SourceLink } from './source-link.tsx'
import { type Source, sourcesIn } from './sources.ts'
import { choicesOf, type TurnView } from './turn-view.ts'
import { useChatWords } from './words.ts'

const itemsBesideChart = 3

type Props = {
  turn: TurnView
  sources: Source[]
  /** Choices of an earlier question back have been answered. */
  isLast: boolean
  onAsk: (question: string) => void
}

/** The words of an answer, and what kind of answer it is. */
export function AnswerBody({ turn, sources, isLast, onAsk }: Props) {
  const { answer } = turn
  const { language } = useLanguage()
  const asked = answer?.ask_back ? choicesOf(answer.ask_back) : null
  const offers = asked !== null && asked.choices.length > 0 && isLast
  const text = offers ? asked.question : turn.text
  const blocks = useMemo(() => readMarkdown(text), [text])
  const spoken = answer?.language ?? language
  return (
    <>
      {answer?.reason && <Reason reason={answer.reason} abstained={answer.abstained} />}
      <div lang={spoken === 'zh' ? 'zh-CN' : 'en'}>
        <MarkdownView
          blocks={blocks}
          listItems={turn.found.chart === null ? undefined : itemsBesideChart}
          afterQuote={(quote) => <QuoteSources sources={sourcesIn(quote, sources)} />}
        />
      </div>
      {offers && <Choices choices={asked.choices} onAsk={onAsk} />}
    </>
  )
}

function QuoteSources({ sources }: { sources: Source[] }) {
  const words = useChatWords()
  if (sources.length === 0) return null
  return (
    <span className={styles.numbers}>
      {sources.map((source) => (
        <SourceLink
          key={source.number}
          source={source}
          className={styles.number}
          label={words.sourceName(source.number, source.title)}
        >
          {source.number}
        </SourceLink>
      ))}
    </span>
  )
}

/** Why there is no answer, or why it is not in the model's own words. */
function Reason({ reason, abstained }: { reason: string; abstained: boolean }) {
  const words = useChatWords()
  const { language } = useLanguage()
  return (
    <p className={styles.reason}>
      <strong>{abstained ? words.abstained : words.guarded}</strong>
      {reasonWord(reason, language)}
    </p>
  )
}

type ChoicesProps = { choices: string[]; onAsk: (question: string) => void }

function Choices({ choices, onAsk }: ChoicesProps) {
  const words = useChatWords()
  return (
    <ul className={styles.choices} aria-label={words.choices}>
      {choices.map((choice) => (
        <li key={choice}>
          <button type="button" className={styles.choice} onClick={() => onAsk(choice)}>
            {choice}
          </button>
        </li>
      ))}
    </ul>
  )
}
