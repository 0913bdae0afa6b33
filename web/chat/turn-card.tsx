import { Button } from '@mantine/core'
import type { Ref } from 'react'
import { send } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import type { ChartFile } from '../charts/chart-files.tsx'
import { AnswerBody } from './answer-body.tsx'
import type { AskAgain } from './conversation.ts'
import { DataPanel } from './data-panel.tsx'
import { HowPanel } from './how-panel.tsx'
import { CrossIcon, DoneIcon } from './icons.tsx'
import { ProposalCard } from './proposal-card.tsx'
import { ReadBack } from './read-back.tsx'
import { SourceList } from './source-list.tsx'
import { orderSources } from './sources.ts'
import { stepLine } from './step-line.ts'
import { TeachOffer } from './teach-offer.tsx'
import styles from './turn-card.module.css'
import { isRunning, type Step, type TurnView } from './turn-view.ts'
import { useChatWords } from './words.ts'

type Props = {
  turn: TurnView
  threadId: string
  isLast: boolean
  onAsk: AskAgain
  placeRef: Ref<HTMLElement>
}

/** A question and everything that came back for it. */
export function TurnCard({ turn, threadId, isLast, onAsk, placeRef }: Props) {
  const words = useChatWords()
  const { language } = useLanguage()
  const { found, answer, phase } = turn
  const spoken = answer?.language ?? language
  const complete = phase === 'done'
  const sources = orderSources(turn.text, found.citations)
  return (
    <article className={styles.turn} ref={placeRef} aria-busy={isRunning(turn)}>
      <h2 className={styles.question}>
        <span className={styles.unseen}>{words.you}: </span>
        {turn.question}
      </h2>
      <div className={styles.answer}>
        {isRunning(turn) && <Progress turn={turn} />}
        {turn.text !== '' && (
          <AnswerBody turn={turn} sources={sources} isLast={isLast} onAsk={onAsk} />
        )}
        {found.proposals.map((proposal) => (
          <ProposalCard key={proposal.action_id} proposal={proposal} />
        ))}
        {answer?.reading && <ReadBack parts={answer.reading} language={spoken} onAsk={onAsk} />}
        {complete && turn.teach && <TeachOffer teach={turn.teach} question={turn.question} />}
        {turn.failure && <Failed turn={turn} onAsk={onAsk} />}
        {complete && (
          <DataPanel
            {...{ chart: found.chart, figures: found.figures, language: spoken }}
            file={turn.seq === null ? undefined : answerFile(threadId, turn.seq)}
          />
        )}
        {complete && <SourceList sources={sources} />}
        {answer && <HowPanel answer={answer} />}
      </div>
    </article>
  )
}

/** The answer with its figures and quotes, or its picture. */
function answerFile(threadId: string, seq: number): ChartFile {
  const thread = encodeURIComponent(threadId)
  return (kind) =>
    'png' in kind
      ? send(`/api/threads/${thread}/turns/${seq}/chart.png?scheme=${kind.png}`, {})
      : send(`/api/exports/answers/${thread}/${seq}?format=xlsx`, {})
}

/** What is being done right now, line by line and quietly. */
function Progress({ turn }: { turn: TurnView }) {
  const words = useChatWords()
  const { language } = useLanguage()
  const idle = turn.steps.every(({ ms }) => ms !== null)
  const elsewhere = turn.key.startsWith('stored')
  const waiting = elsewhere
    ? words.elsewhere
    : turn.steps.length === 0
      ? words.working
      : words.composing
  return (
    <ul className={styles.steps}>
      {turn.steps.map((step) => (
        <li key={step.id} className={styles.step} data-state={stateOf(step)}>
          <span className={styles.mark}>
            {step.error !== null ? <CrossIcon /> : step.ms !== null ? <DoneIcon /> : null}
          </span>
          {stepLine(step, language)}
        </li>
      ))}
      {idle && (
        <li className={styles.step} data-state="running">
          <span className={styles.mark} />
          {waiting}
        </li>
      )}
    </ul>
  )
}

function stateOf({ ms, error }: Step): string {
  if (ms === null) return 'running'
  return error === null ? 'done' : 'failed'
}

type FailedProps = { turn: TurnView; onAsk: (question: string) => void }

function Failed({ turn, onAsk }: FailedProps) {
  const words = useChatWords()
  const { code = '', message = '' } = turn.failure ?? {}
  const known = words.failures[code]
  const [title, hint] = known ?? [message, turn.failure?.hint ?? '']
  return (
    <div className={styles.failure} data-phase={turn.phase} role="alert">
      <div>
        <p className={styles.failureTitle}>
          {turn.phase === 'cancelled' ? words.cancelled : title}
        </p>
        {turn.phase === 'failed' && <p>{hint}</p>}
      </div>
      <Button variant="default" onClick={() => onAsk(turn.question)}>
        {words.retry}
      </Button>
    </div>
  )
}
