import { AppError, describeError } from '../base/app-error.ts'
import { type Language, languageOf } from '../base/language.ts'
import type { Clock, NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import type { Db } from '../store/index.ts'
import type { AnyTool, ToolContext } from '../tools/index.ts'
import { abandonedAfterMs, type Budget, defaultBudget } from './budget.ts'
import { loadedTurns } from './context.ts'
import { type EventQueue, eventQueue } from './event-queue.ts'
import type { Answer, TurnEvent } from './events.ts'
import type { ModelLimits } from './ledger.ts'
import type { KnownLexicons } from './models/built-in/lexicon/lexicon.ts'
import type { ModelChain } from './models/chain.ts'
import type { Route } from './models/route.ts'
import { systemPromptId } from './prompts/system.ts'
import { builtInName, think } from './think.ts'
import { claimTurn, endTurn, pastTurns, type TurnKey } from './thread.ts'

export type TurnDeps = {
  db: Db
  clock: Clock
  newId: NewId
  tools: AnyTool[]
  /** Absent: the built-in model, which needs no key and no network. */
  model?: ModelChain
  /** Which of the two answers; absent: the configured model, where there is one. */
  route?: Route
  /** What configured models may cost in a day; absent: no limit. */
  limits?: ModelLimits
  /** Base address of the inbox, no trailing slash. */
  baseUrl: string
  /** Which connector takes an effect to another system; absent: none does. */
  routeOf?: ToolContext['routeOf']
  /** What improves on the search of documents by words; absent: nothing does. */
  providers?: ToolContext['providers']
  /** What this process knows of the words of its plants; absent: made anew for each turn. */
  lexicons?: KnownLexicons
  budget?: Budget
}

export type TurnRequest = {
  principal: Principal
  threadId: string
  question: string
  /** Of the answer; the question's own when absent. */
  language?: Language
  /** web, cli, slack, wecom. */
  channel: string
  /**
   * How old a running turn of the same question is when its process is gone, and this one goes on with
   * it; default: older than any may get.
   */
  abandonedAfterMs?: number
  signal: AbortSignal
}

const longestQuestion = 4_000

/**
 * One conversational turn, as events in order; the last one is `done` or `failed`. Leaving the
 * loop early, or aborting the signal, cancels the turn.
 */
export async function* runTurn(deps: TurnDeps, request: TurnRequest): AsyncGenerator<TurnEvent> {
  const queue = eventQueue<TurnEvent>()
  const left = new AbortController()
  const budget = deps.budget ?? defaultBudget
  const timeout = AbortSignal.timeout(budget.ms)
  const cancelled = AbortSignal.any([request.signal, left.signal])
  const signal = AbortSignal.any([cancelled, timeout])
  const run: Run = { deps, request, budget, queue, signal, cancelled }
  const work = perform(run).finally(queue.close)
  try {
    yield* queue.drain()
  } finally {
    left.abort()
    await work
  }
}

type Run = {
  deps: TurnDeps
  request: TurnRequest
  budget: Budget
  queue: EventQueue<TurnEvent>
  /** Cancelled or out of time. */
  signal: AbortSignal
  cancelled: AbortSignal
}

async function perform(run: Run): Promise<void> {
  let key: TurnKey | null = null
  try {
    key = await claim(run)
    const answer = await answerTurn(run, key)
    await settle(run, key, { status: 'done', answer })
    for (const delta of answer.answer.split(/(?<=\n)/)) run.queue.push({ type: 'text', delta })
    run.queue.push({ type: 'done', answer })
  } catch (error) {
    const failure = failureOf(run, error)
    run.queue.push({ type: 'failed', ...failure })
    if (key) await settleQuietly(run, key)
  }
}

function claim({ deps, request, budget }: Run): Promise<TurnKey> {
  const question = request.question.trim()
  if (question === '') {
    throw new AppError('invalid_input', 'The question is empty.', { field: 'question' })
  }
  if (question.length > longestQuestion) {
    const message = `The question has ${question.length} characters; ${longestQuestion} are taken.`
    throw new AppError('too_large', message, { field: 'question', hint: 'Ask it in fewer words.' })
  }
  const now = deps.clock()
  const longAgo = abandonedAfterMs(budget)
  const before = (ms: number) => new Date(now.getTime() - ms)
  return claimTurn(deps.db, {
    principal: request.principal,
    threadId: request.threadId,
    question,
    channel: request.channel,
    now,
    abandonedBefore: before(longAgo),
    resumedBefore: before(request.abandonedAfterMs ?? longAgo),
  })
}

async function answerTurn(run: Run, key: TurnKey): Promise<Answer> {
  const { deps, request, budget, queue, signal } = run
  const question = request.question.trim()
  const past = await pastTurns(deps.db, key, loadedTurns)
  queue.push({ type: 'started', threadId: key.threadId, seq: key.seq, model: modelName(deps) })
  return think({
    ...deps,
    key,
    past,
    question,
    budget,
    signal,
    emit: queue.push,
    principal: request.principal,
    channel: request.channel,
    language: request.language ?? languageOf(question),
  })
}

/** Who is asked first; the answer names who spoke. */
const modelName = ({ model, route = 'model' }: TurnDeps): string =>
  model === undefined || route !== 'model' ? builtInName : model.name

type End = { status: 'done' | 'failed' | 'cancelled'; answer: Answer | null }

function settle({ deps }: Run, key: TurnKey, end: End): Promise<void> {
  const model = end.answer?.model ?? modelName(deps)
  const prompt = model === builtInName ? null : systemPromptId
  return endTurn(deps.db, key, { ...end, model, prompt, now: deps.clock() })
}

/** A turn that cannot even be marked as failed is taken over later, by its age. */
async function settleQuietly(run: Run, key: TurnKey): Promise<void> {
  const status = run.cancelled.aborted ? 'cancelled' : 'failed'
  await settle(run, key, { status, answer: null }).catch(() => {})
}

function failureOf(run: Run, error: unknown): { code: string; message: string; hint?: string } {
  if (run.cancelled.aborted) return { code: 'cancelled', message: 'The turn was cancelled.' }
  if (run.signal.aborted) {
    const seconds = run.budget.ms / 1000
    const message = `The turn took longer than ${seconds} s.`
    return { code: 'timeout', message, hint: 'Ask a narrower question.' }
  }
  return describeError(error)
}
