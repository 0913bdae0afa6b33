import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, type BaseMessage, createAgent } from 'langchain'
import { AppError } from '../base/app-error.ts'
import type { Language } from '../base/language.ts'
import type { Clock, NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import type { ReadPart } from '../base/read-part.ts'
import { withoutSecrets } from '../base/without-secrets.ts'
import type { Db } from '../store/index.ts'
import type { AnyTool, ToolContext } from '../tools/index.ts'
import { declareTool } from './agent-tools.ts'
import { type Outcome, readOutcome } from './answer.ts'
import type { Budget } from './budget.ts'
import { citedIn } from './cited.ts'
import { conversation, documentsReadIn, readUntrustedBefore, rememberedTurns } from './context.ts'
import { toldOf } from './earlier-turns.ts'
import type { Answer, TurnEvent } from './events.ts'
import { withoutForeignLinks } from './foreign-links.ts'
import { unverifiedNumbers } from './guardrails.ts'
import { type ModelLimits, noteModelUse, refuseBeyond } from './ledger.ts'
import { type KnownLexicons, type Lexicon, readLexicon } from './models/built-in/lexicon/lexicon.ts'
import { builtInModel, readingOf } from './models/built-in/model.ts'
import type { ModelChain } from './models/chain.ts'
import { isSure, type Route } from './models/route.ts'
import { observe, type Paid, type TurnRecord } from './observe.ts'
import { systemPrompt } from './prompts/system.ts'
import { safeText } from './safe-text.ts'
import type { PastTurn, TurnKey } from './thread.ts'
import { untraced } from './untraced.ts'
import { unverifiedQuotes } from './unverified-quotes.ts'
import { isWrongLanguage } from './wrong-language.ts'

export const builtInName = 'built-in'

/** Nobody reads more than that, and what guards an answer takes a time that grows with its square. */
const longestAnswer = 16_000

export type Thought = {
  db: Db
  clock: Clock
  newId: NewId
  tools: AnyTool[]
  model?: ModelChain
  route?: Route
  limits?: ModelLimits
  baseUrl: string
  routeOf?: ToolContext['routeOf']
  providers?: ToolContext['providers']
  lexicons?: KnownLexicons
  key: TurnKey
  past: PastTurn[]
  question: string
  principal: Principal
  channel: string
  language: Language
  budget: Budget
  signal: AbortSignal
  emit: (event: TurnEvent) => void
}

/** The model and tool loop, then the guard: from a claimed question to a checked answer. */
export async function think(thought: Thought): Promise<Answer> {
  const record: TurnRecord = {
    calls: [],
    results: [],
    refusals: [],
    tainted: readUntrustedBefore(thought.past, thought.tools),
    modelCalls: 0,
    toolCalls: 0,
    tokens: 0,
    spokenBy: null,
  }
  const lexicon = await readLexicon(thought.db, thought.principal, thought.lexicons)
  const spoken = await converse(thought, record, lexicon)
  const answer = answerOf(thought, record, guarded(thought, record, { spoken, lexicon }))
  return { ...answer, reading: readIn(thought, { lexicon, answer }) }
}

async function converse(
  thought: Thought,
  record: TurnRecord,
  lexicon: Lexicon,
): Promise<string | null> {
  const { tools, budget, emit, signal, language, principal } = thought
  const contextFor = (ordinal: number) => toolContext(thought, record, ordinal)
  const { model, messages, earlier, paid } = await voiceOf(thought, lexicon)
  const now = thought.clock()
  const agent = createAgent({
    model,
    tools: tools.map(declareTool),
    systemPrompt: systemPrompt({ principal, language, now, earlier }),
    middleware: [observe({ record, tools, budget, emit, signal, contextFor, paid })],
  })
  const recursionLimit = 4 * budget.modelCalls
  try {
    const options = { signal, recursionLimit, callbacks: [untraced] }
    const end = await agent.invoke({ messages }, options)
    return end.messages.findLast(AIMessage.isInstance)?.text ?? ''
  } catch (error) {
    signal.throwIfAborted()
    const known = rootOf(error)
    if (known?.code === 'too_large' && record.results.length > 0) return null
    throw known ?? error
  }
}

function readIn(
  { past, question, language, clock }: Thought,
  { lexicon, answer }: { lexicon: Lexicon; answer: Answer },
): ReadPart[] {
  if (answer.model !== builtInName) return []
  const messages = conversation(past.slice(-rememberedTurns), question)
  return readingOf(messages, { lexicon, language, now: clock(), figures: answer.figures })
}

type Voice = {
  model: BaseChatModel
  messages: BaseMessage[]
  earlier: string | null
  paid: Paid | null
}

/** Who speaks in this turn, and what it is told of the thread. */
async function voiceOf(thought: Thought, lexicon: Lexicon): Promise<Voice> {
  const { language, question, past, model: chain, route = 'model' } = thought
  const now = thought.clock()
  const builtIn = builtInModel({ lexicon, language, now })
  const messages = conversation(past.slice(-rememberedTurns), question)
  const own: Voice = { model: builtIn, messages, earlier: null, paid: null }
  if (chain === undefined || route === 'built-in') return own
  if (route === 'built-in-first' && (await isSure(builtIn, messages))) return own
  const { whole, earlier } = toldOf(past)
  const told = conversation(whole, question, withoutSecrets)
  return { model: chain.first, messages: told, earlier, paid: paidBy(thought, { chain, lexicon }) }
}

function paidBy(
  { db, clock, principal, language, limits }: Thought,
  { chain, lexicon }: { chain: ModelChain; lexicon: Lexicon },
): Paid {
  const ledger = { db, clock, principal }
  const { names } = lexicon
  const wanted =
    language === 'zh'
      ? '请用中文重写上面的回答,数字不变。'
      : 'Write that answer in English, with the same figures.'
  return {
    chain,
    mayAsk: async () => limits && refuseBeyond(ledger, { limits, language }),
    spent: (use) => noteModelUse(ledger, use),
    complaint: (text) =>
      text.length <= longestAnswer && isWrongLanguage(readOutcome(text).answer, { language, names })
        ? wanted
        : null,
  }
}

function toolContext(thought: Thought, record: TurnRecord, ordinal: number): ToolContext {
  const { db, principal, language, clock, newId, signal, baseUrl, channel, key } = thought
  const { routeOf, providers } = thought
  const idempotencyKey = `${key.threadId}:${key.seq}:${ordinal}`
  const { tainted } = record
  return {
    db,
    principal,
    language,
    clock,
    newId,
    signal,
    baseUrl,
    channel,
    idempotencyKey,
    tainted,
    documentsRead: documentsReadIn(thought.past, record.calls),
    ...(routeOf ? { routeOf } : {}),
    ...(providers ? { providers } : {}),
  }
}

function rootOf(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof AppError) return at
  }
  return null
}

/** Words are shown only once their numbers are checked: what was shown cannot be taken back. */
function guarded(
  thought: Thought,
  record: TurnRecord,
  { spoken, lexicon }: { spoken: string | null; lexicon: Lexicon },
): Outcome {
  const { question, language } = thought
  const figures = record.results.flatMap((result) => result.figures ?? [])
  const safe = { figures, language, results: record.results }
  if (spoken === null) return safeText({ ...safe, reason: 'budget_spent', numbers: [] })
  if (record.spokenBy !== null && spoken.length > longestAnswer) {
    return safeText({ ...safe, reason: 'too_long', numbers: [] })
  }
  const outcome = ownWords({ thought, record }, readOutcome(spoken))
  if (outcome === null) return safeText({ ...safe, reason: 'unverified_quote', numbers: [] })
  const { names, zones } = lexicon
  if (record.spokenBy !== null && isWrongLanguage(outcome.answer, { language, names })) {
    return safeText({ ...safe, reason: 'wrong_language', numbers: [] })
  }
  if (outcome.answer === '') return safeText({ ...safe, reason: 'empty_answer', numbers: [] })
  const args = record.calls.map((call) => call.args)
  const results = [...record.results, ...record.refusals, ...args]
  // The built-in model repeats a limit that the person set some questions ago.
  const said = record.spokenBy === null ? thought.past.map((turn) => turn.question) : []
  const numbers = unverifiedNumbers(outcome.answer, {
    question: [...said, question].join('\n'),
    names,
    zones,
    results,
    figures,
  })
  if (numbers.length === 0) return outcome
  return safeText({ ...safe, reason: 'unverified_number', numbers })
}

/** What a configured model may say: no address of a stranger, no secret, no quote that is not word for word. */
function ownWords(
  { thought, record }: { thought: Thought; record: TurnRecord },
  outcome: Outcome,
): Outcome | null {
  if (record.spokenBy === null) return outcome
  const { question, baseUrl, language } = thought
  const readDocuments = record.results.some(({ documentsRead = [] }) => documentsRead.length > 0)
  const sources = [question, record.results]
  if (readDocuments && unverifiedQuotes(outcome.answer, sources).length > 0) return null
  const answer = withoutSecrets(withoutForeignLinks(outcome.answer, { baseUrl, language }))
  return { ...outcome, answer, ask_back: outcome.ask_back === null ? null : answer }
}

function answerOf(thought: Thought, record: TurnRecord, outcome: Outcome): Answer {
  const { results, calls } = record
  const { answer, abstained, reason, ask_back } = outcome
  return {
    answer,
    language: thought.language,
    model: record.spokenBy ?? builtInName,
    calls,
    figures: results.flatMap((result) => result.figures ?? []),
    chart: results.findLast((result) => result.chart)?.chart ?? null,
    citations: abstained
      ? []
      : citedIn(
          answer,
          results.flatMap(({ citations = [] }) => citations),
        ),
    proposals: results.flatMap((result) => (result.proposal ? [result.proposal] : [])),
    abstained,
    reason,
    ask_back,
  }
}
