import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { Answer, ReadPart } from '../../server/http/contract.ts'
import offers from './answer-body.module.css'
import type { AskAgain } from './conversation.ts'
import styles from './read-back.module.css'
import { useChatWords } from './words.ts'

type Props = { parts: ReadPart[]; language: Answer['language']; onAsk: AskAgain }

/** How the question was read, part by part; a part that may mean something else can be changed. */
export function ReadBack({ parts, language, onAsk }: Props) {
  const words = useChatWords().reading
  const [opened, setOpened] = useState<number | null>(null)
  const open = useRef<HTMLButtonElement>(null)
  const id = useId()
  const part = opened === null ? undefined : parts[opened]
  if (parts.length === 0) return null
  const leave = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || opened === null) return
    setOpened(null)
    open.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what its own buttons opened
    <div className={styles.reading} onKeyDown={leave}>
      <ul className={styles.parts} aria-label={words.title}>
        <li className={styles.title} aria-hidden="true">
          {words.title}
        </li>
        {parts.map((one, at) => (
          <li
            key={`${one.question} ${one.kind} ${one.label}`}
            data-first={startsQuestion(parts, at)}
          >
            {one.choices.length === 0 ? (
              <span className={styles.part} data-source={one.source}>
                <Label part={one} language={language} />
              </span>
            ) : (
              <button
                type="button"
                className={styles.part}
                data-source={one.source}
                data-kind={one.kind}
                aria-expanded={opened === at}
                aria-controls={opened === at ? id : undefined}
                ref={opened === at ? open : undefined}
                onClick={() => setOpened(opened === at ? null : at)}
              >
                <Label part={one} language={language} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {part && (
        <div id={id} className={styles.choices}>
          <p className={styles.hint}>
            {words.instead(part.label)}{' '}
            <span className={styles.origin}>{originOf(part, words)}</span>
          </p>
          <ul className={offers.choices} lang={langOf(language)}>
            {part.choices.map(({ label, question, teach }) => (
              <li key={question}>
                <button
                  type="button"
                  className={offers.choice}
                  title={question}
                  onClick={() => {
                    setOpened(null)
                    onAsk(question, teach)
                  }}
                >
                  {label}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

const langOf = (language: Answer['language']) => (language === 'zh' ? 'zh-CN' : 'en')

/** Several questions of one message are told apart by a bar. */
const startsQuestion = (parts: ReadPart[], at: number): boolean =>
  at > 0 && parts[at - 1]?.question !== parts[at]?.question

type Words = ReturnType<typeof useChatWords>['reading']

function originOf({ said, source, kind, label }: ReadPart, words: Words): string {
  if (kind === 'unknown') return words.unknown
  if (said !== null) return said === label ? '' : words.from(said)
  return source === 'said' ? '' : words[source]
}

function Label({ part, language }: { part: ReadPart; language: Answer['language'] }) {
  const words = useChatWords().reading
  const { label, detail, kind, source } = part
  return (
    <>
      {kind === 'unknown' && <span className={styles.mark}>{words.unknown}</span>}
      <span lang={langOf(language)}>{label}</span>
      {detail !== null && <span className={styles.detail}>{detail}</span>}
      {source === 'assumed' && kind !== 'subject' && (
        <span className={styles.unseen}> ({words.assumed})</span>
      )}
    </>
  )
}
