import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager'
import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { ChatResult } from '@langchain/core/outputs'
import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from 'langchain'
import { languageOf } from '../../../base/language.ts'
import type { ReadPart } from '../../../base/read-part.ts'
import type { Figure, ToolResult } from '../../../tools/index.ts'
import type { BuiltIn } from './built-in.ts'
import { isTooLong, unreadAnswer } from './doubts/unread.ts'
import type { PlannedCall, ToolOutcome } from './plan.ts'
import { readBack } from './read-back/index.ts'
import type { Reading } from './reading.ts'
import { nextStep } from './several.ts'
import { understand } from './understand.ts'
import { ofFirst, winnerAmong } from './winner.ts'

/** The model that needs no key and no network: grammar and catalogue instead of weights. */
export const builtInModel = (builtIn: BuiltIn): BaseChatModel => new BuiltInModel(builtIn)

/** A class because LangChain asks for one; everything it knows comes with the constructor. */
class BuiltInModel extends BaseChatModel {
  readonly #builtIn: BuiltIn

  constructor(builtIn: BuiltIn) {
    super({})
    this.#builtIn = builtIn
  }

  _llmType(): string {
    return 'built-in'
  }

  /** It knows the catalogue by name, so there is nothing to bind. */
  override bindTools(): this {
    return this
  }

  async _generate(
    messages: BaseMessage[],
    _options: this['ParsedCallOptions'],
    _run?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const message = reply(messages, this.#builtIn)
    return { generations: [{ text: message.text, message }] }
  }
}

function reply(messages: BaseMessage[], builtIn: BuiltIn): AIMessage {
  const unread = unreadAnswer(messages, builtIn.language)
  if (unread !== null) return new AIMessage(unread)
  const asked = messages.findLastIndex(HumanMessage.isInstance)
  const { readings } = readConversation(messages.slice(0, asked + 1), builtIn)
  const outcomes = messages
    .slice(asked + 1)
    .filter(ToolMessage.isInstance)
    .map(outcomeOf)
  const step = nextStep(readings, outcomes, builtIn)
  if ('text' in step) return new AIMessage(step.text)
  const hunch = readings.every((reading) => reading.hunch === true || reading.doubt !== undefined)
  return callMessage(step.calls, { already: outcomes.length, hunch })
}

type Conversation = { readings: Reading[]; previous: Reading | undefined }

/** Each message is read in the light of the one before it; it may ask several things. */
function readConversation(
  messages: BaseMessage[],
  { lexicon, language, now }: BuiltIn,
): Conversation {
  const questions = messages.filter(HumanMessage.isInstance).map((message) => message.text)
  const told = messages.filter(AIMessage.isInstance).map(figuresOf)
  let readings: Reading[] = []
  let previous: Reading | undefined
  for (const [at, question] of questions.entries()) {
    if (isTooLong(question)) continue
    const own = at === questions.length - 1 ? language : languageOf(question)
    previous = spokenOf(readings, previous)
    const context = { lexicon, now, language: own }
    const read = understand(question, previous === undefined ? context : { ...context, previous })
    const before = previous
    const firstOf = ({ winnerEnd }: Reading) =>
      before && winnerAmong(told[at - 1] ?? [], before, winnerEnd)
    readings = read.map((one, n) => (n === 0 ? ofFirst(one, firstOf(one)) : one))
  }
  return { readings: withProposal(readings, messages), previous }
}

/** The figures of an answer, in the order in which it told them. */
const figuresOf = ({ additional_kwargs: { figures } }: AIMessage): Figure[] =>
  (figures as Figure[] | undefined) ?? []

/** What a question may leave out is what was spoken of last: a question that named nothing said nothing. */
function spokenOf(readings: Reading[], before: Reading | undefined): Reading | undefined {
  const last = isOverview(readings) ? readings[0] : readings.at(-1)
  if (last === undefined || (before !== undefined && saysNothing(last))) return before
  const { lost: _, ...spoken } = last
  return spoken
}
/** Of an overview its figures go on: `and the week before?`. */
const isOverview = (readings: Reading[]): boolean =>
  readings.length > 1 && readings.every(({ question }) => question === readings[0]?.question)
const apart = new Set<Reading['intent']>(['outside', 'search', 'howto', 'help'])
const saysNothing = ({ intent, sites, equipment, ambiguous }: Reading): boolean =>
  apart.has(intent) && sites.length + equipment.length === 0 && ambiguous === undefined

/** `was it approved?`: the proposal that the conversation spoke of last. */
function withProposal(readings: Reading[], messages: BaseMessage[]): Reading[] {
  const told = messages.filter(AIMessage.isInstance).map(({ text }) => text)
  const id = told
    .join(' ')
    .match(/\bact_\w+/gu)
    ?.at(-1)
  return readings.map((one) =>
    one.intent === 'action_status' && one.actionId === undefined && id !== undefined
      ? { ...one, actionId: id }
      : one,
  )
}

/** How the last question of a conversation was read, to be shown and corrected. */
export function readingOf(
  messages: BaseMessage[],
  { figures, ...builtIn }: BuiltIn & { figures: Figure[] },
): ReadPart[] {
  if (unreadAnswer(messages, builtIn.language) !== null) return []
  return readBack({ ...readConversation(messages, builtIn), figures }, builtIn)
}

function outcomeOf(message: ToolMessage): ToolOutcome {
  const tool = message.name ?? ''
  if (message.status === 'error') return { tool, error: errorIn(message.text) }
  return { tool, result: message.artifact as ToolResult<unknown> }
}

function errorIn(text: string): { message: string; hint?: string } {
  const { error } = JSON.parse(text) as { error: { message: string; hint?: string } }
  return error
}

type Step = { already: number; hunch: boolean }

function callMessage(calls: PlannedCall[], { already, hunch }: Step): AIMessage {
  return new AIMessage({
    content: '',
    additional_kwargs: { hunch },
    tool_calls: calls.map(({ tool, args }, at) => ({
      id: `call_${already + at + 1}`,
      name: tool,
      args,
      type: 'tool_call' as const,
    })),
  })
}
