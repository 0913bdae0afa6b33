import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { ApiError } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { type AskAgain, askedQuery, threadQuery } from './conversation.ts'
import styles from './conversation-view.module.css'
import { stepLine } from './step-line.ts'
import { TurnCard } from './turn-card.tsx'
import { isRunning, mergeTurns, storedTurn, type TurnView } from './turn-view.ts'
import { useChatWords } from './words.ts'

type Props = { threadId: string; onAsk: AskAgain }

export function ConversationView({ threadId, onAsk }: Props) {
  const words = useChatWords()
  const { turns, error, refetch } = useTurns(threadId)
  const last = turns?.at(-1)
  const end = useRef<HTMLElement>(null)
  const lastKey = last?.key
  const done = last !== undefined && !isRunning(last)
  useTitle(turns?.[0]?.question ?? words.conversation)
  // An answer is read from its question on, however long it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the newest turn
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'start' })
  }, [lastKey, done])
  if (turns === undefined) {
    if (error instanceof ApiError && error.status === 404) {
      return (
        <div className={styles.scroll}>
          <h1 className={styles.unseen}>{words.conversation}</h1>
          <Notice title={words.missing} hint={words.missingHint} />
        </div>
      )
    }
    return error ? <Failure error={error} retry={refetch} /> : <Loading />
  }
  return (
    <div className={styles.scroll}>
      <h1 className={styles.unseen}>{turns[0]?.question ?? words.conversation}</h1>
      <div className={styles.turns}>
        {turns.map((turn) => (
          <TurnCard
            key={turn.key}
            turn={turn}
            threadId={threadId}
            isLast={turn === last}
            onAsk={onAsk}
            placeRef={turn === last ? end : null}
          />
        ))}
      </div>
      <Announcer turn={last} />
    </div>
  )
}

/** Turns of the store and of this page; undefined until they are known. */
function useTurns(threadId: string) {
  const { data: asked } = useQuery(askedQuery(threadId))
  const { data, error, refetch } = useQuery({ ...threadQuery(threadId), enabled: !asked?.fresh })
  const turns = useMemo(() => {
    if (asked?.fresh) return asked.turns
    return data && mergeTurns(data.turns.map(storedTurn), asked?.turns ?? [])
  }, [asked, data])
  return { turns, error, refetch }
}

/** Tells people who do not see the page what happens, step by step. */
function Announcer({ turn }: { turn: TurnView | undefined }) {
  const words = useChatWords()
  const { language } = useLanguage()
  const live = turn?.key.startsWith('asked')
  const step = turn?.steps.at(-1)
  const said = !live
    ? ''
    : turn?.phase === 'done'
      ? `${words.ready} ${turn.text.split('\n')[0]?.replaceAll('*', '') ?? ''}`
      : step
        ? stepLine(step, language)
        : words.working
  return (
    <p className={styles.unseen} role="status">
      {said}
    </p>
  )
}
