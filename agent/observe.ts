import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, type BaseMessage, createMiddleware, HumanMessage, ToolMessage } from 'langchain'
import { AppError, describeError } from '../base/app-error.ts'
import { nearest } from '../base/near.ts'
import type { AnyTool, ToolContext, ToolResult } from '../tools/index.ts'
import { callTool } from './agent-tools.ts'
import type { Budget } from './budget.ts'
import type { Answer, TurnEvent } from './events.ts'
import type { ModelUse } from './ledger.ts'
import type { ModelChain } from './models/chain.ts'
import { wholeMessage } from './models/whole-message.ts'
import { isRepeated } from './repeated-call.ts'

/** What has happened so far in a turn; written by the middleware alone. */
export type TurnRecord = {
  calls: Answer['calls']
  results: ToolResult<unknown>[]
  /** Errors that tools gave, as the model was told of them. */
  refusals: unknown[]
  /** True once text that a stranger could have written was read (invariant 5). */
  tainted: boolean
  modelCalls: number
  toolCalls: number
  tokens: number
  /** The model that spoke last, by the name of its endpoint; null: the built-in one. */
  spokenBy: string | null
}

export type Watch = {
  record: TurnRecord
  tools: AnyTool[]
  budget: Budget
  emit: (event: TurnEvent) => void
  signal: AbortSignal
  /** `ordinal` counts the tool calls of the turn, as the model asked for them. */
  contextFor: (ordinal: number) => ToolContext
  /** Null: the built-in model. */
  paid: Paid | null
}

/** What only a configured model needs: its endpoints, its ledger, and a second chance. */
export type Paid = {
  chain: ModelChain
  /** @throws AppError when nobody may spend more today */
  mayAsk: () => Promise<void>
  spent: (use: ModelUse) => Promise<void>
  /** What is wrong with its last words, in a sentence to it; null: nothing. */
  complaint: (text: string) => string | null
}

type Call = { id: string; name: string; args: unknown; ordinal: number }

/** Stands around every model and tool call of a turn: budgets, events, taint, safe errors. */
export function observe(watch: Watch) {
  return createMiddleware({
    name: 'observe',
    wrapModelCall: async (request, handler) => {
      const messages = answerDanglingCalls(request.messages)
      const ask = (said: BaseMessage[]) =>
        callModel(watch, (model) =>
          handler({ ...request, ...(model ? { model } : {}), messages: said }),
        )
      const reply = await ask(messages)
      const wrong = complaintAbout(reply, watch.paid)
      return wrong === null ? reply : ask([...messages, ...wrong])
    },
    wrapToolCall: (request) => {
      const { id = '', name, args } = request.toolCall
      const ordinal = ordinalOf(id, request.state.messages)
      return runCall(watch, { id, name, args, ordinal })
    },
  })
}

async function runCall(watch: Watch, call: Call): Promise<ToolMessage> {
  const { record, emit, signal } = watch
  const { id, name, args } = call
  emit({ type: 'tool_started', id, tool: name, args })
  const began = performance.now()
  const finish = (error: string | null, { documentsRead }: Partial<ToolResult<unknown>> = {}) => {
    const ms = Math.round(performance.now() - began)
    const read = documentsRead?.length ? { documentsRead } : {}
    record.calls.push({ tool: name, args, ms, ...read })
    emit({ type: 'tool_finished', id, tool: name, ms, error })
  }
  try {
    const tool = toolFor(watch, call)
    const { message, result } = await callTool(tool, watch.contextFor(call.ordinal), call)
    if (tool.readsUntrusted) record.tainted = true
    record.results.push(result)
    finish(null, result)
    announce(result, emit)
    return message
  } catch (error) {
    signal.throwIfAborted()
    const told = describeError(error)
    finish(told.message)
    record.refusals.push(told)
    const content = JSON.stringify({ error: told })
    return new ToolMessage({ content, tool_call_id: id, name, status: 'error' })
  }
}

function toolFor({ record, tools, budget }: Watch, { name, args }: Call): AnyTool {
  record.toolCalls += 1
  if (record.toolCalls > budget.toolCalls) {
    throw new AppError('too_large', `The turn used up its ${budget.toolCalls} tool calls.`, {
      hint: 'Answer with what has been read.',
    })
  }
  if (isRepeated(record.calls, { name, args })) {
    throw new AppError('conflict', `${name} was called with these arguments before.`, {
      hint: 'Its result stands above: answer with it, or ask for something else.',
    })
  }
  const tool = tools.find((known) => known.name === name)
  if (tool) return tool
  const names = tools.map((known) => known.name)
  const near = nearest(name, names)
  throw new AppError('not_found', `There is no tool "${name}".`, {
    hint: `Known: ${(near.length > 0 ? near : names).join(', ')}.`,
  })
}

function announce(result: ToolResult<unknown>, emit: Watch['emit']): void {
  for (const figure of result.figures ?? []) emit({ type: 'figure', figure })
  if (result.chart) emit({ type: 'chart', chart: result.chart })
  for (const citation of result.citations ?? []) emit({ type: 'citation', citation })
  if (result.proposal) emit({ type: 'proposal', proposal: result.proposal })
}

type Asking = (model?: BaseChatModel) => unknown

async function callModel(watch: Watch, ask: Asking): Promise<AIMessage> {
  spendModelCall(watch)
  const { record, paid, signal } = watch
  const reply = paid === null ? messageOf(await ask()) : await askPaid(watch, paid, ask)
  signal.throwIfAborted()
  // Endpoints that give each completion the same id would have messages replace each other.
  return Object.assign(reply, { id: `reply_${record.modelCalls}` })
}

async function askPaid({ record, signal }: Watch, paid: Paid, ask: Asking): Promise<AIMessage> {
  await paid.mayAsk()
  const { reply, link } = await paid.chain.run(
    async (tried) => ({ reply: messageOf(await ask(tried.model)), link: tried }),
    signal,
  )
  const { input_tokens: input = 0, output_tokens: output = 0 } = reply.usage_metadata ?? {}
  record.tokens += input + output
  record.spokenBy = link.name
  await paid.spent({ model: link.name, input, output, price: link.price })
  return reply
}

function messageOf(reply: unknown): AIMessage {
  if (!AIMessage.isInstance(reply)) throw new TypeError('the model gave no message')
  return wholeMessage(reply)
}

function spendModelCall({ record, budget }: Watch): void {
  if (budget.tokens !== undefined && record.tokens >= budget.tokens) {
    throw new AppError('too_large', `The turn used up its ${budget.tokens} tokens.`, {
      hint: 'Ask a narrower question.',
    })
  }
  record.modelCalls += 1
  if (record.modelCalls > budget.modelCalls) {
    throw new AppError('too_large', `The turn used up its ${budget.modelCalls} model calls.`, {
      hint: 'Ask a narrower question.',
    })
  }
}

/** Position among the calls since the question: the same in a turn that is run again. */
function ordinalOf(id: string, messages: BaseMessage[]): number {
  const asked = messages.findLastIndex(HumanMessage.isInstance)
  const steps = messages.slice(asked + 1).filter(AIMessage.isInstance)
  const earlier = steps.slice(0, -1).flatMap((message) => message.tool_calls ?? [])
  const now = steps.at(-1)?.tool_calls ?? []
  return earlier.length + now.findIndex((call) => call.id === id) + 1
}

/** Strict endpoints refuse a history in which a tool call has no result: give it one. */
export function answerDanglingCalls(messages: BaseMessage[]): BaseMessage[] {
  const answered = new Set(
    messages.filter(ToolMessage.isInstance).map((message) => message.tool_call_id),
  )
  return messages.flatMap((message) => {
    if (!AIMessage.isInstance(message)) return [message]
    const dangling = (message.tool_calls ?? []).filter((call) => !answered.has(call.id ?? ''))
    return [message, ...dangling.map(notRun)]
  })
}

const notRun = (call: { id?: string; name: string }): ToolMessage =>
  new ToolMessage({
    content: 'This call was not run.',
    tool_call_id: call.id ?? '',
    name: call.name,
    status: 'error',
  })

/** The reply and what is wrong with it, for a second try; null when it can stand. */
function complaintAbout(reply: AIMessage, paid: Paid | null): BaseMessage[] | null {
  if (reply.tool_calls?.length) return null
  const broken = reply.invalid_tool_calls ?? []
  if (broken.length > 0) {
    const names = broken.map(({ name }) => name ?? 'a tool').join(', ')
    // Strict endpoints would refuse the broken call itself in the history.
    return [
      new HumanMessage(`The arguments for ${names} were not valid JSON. Send the call again.`),
    ]
  }
  const complaint = paid?.complaint(reply.text) ?? null
  return complaint === null ? null : [new AIMessage(reply.text), new HumanMessage(complaint)]
}
