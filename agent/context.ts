import { AIMessage, type BaseMessage, HumanMessage } from 'langchain'
import type { AnyTool, DocumentRead } from '../tools/index.ts'
import type { Answer } from './events.ts'
import type { PastTurn } from './thread.ts'

/** How many turns back the built-in model reads a question in the light of. */
export const rememberedTurns = 6
/** How many turns back are loaded; of those before the newest a model sees a summary. */
export const loadedTurns = 30

/** The thread as messages, oldest first, then the question; `tell` may leave something out. */
export function conversation(
  past: PastTurn[],
  question: string,
  tell = (text: string) => text,
): BaseMessage[] {
  const history = past.flatMap((turn) => [
    new HumanMessage(tell(turn.question)),
    new AIMessage({
      content: tell(turn.answer.answer),
      // What a ranking named first, for a question that points back at it.
      additional_kwargs: { figures: turn.answer.figures },
    }),
  ])
  return [...history, new HumanMessage(tell(question))]
}

/** Words of a stranger stay in the thread: what an earlier turn read still taints this one. */
export function readUntrustedBefore(past: PastTurn[], tools: AnyTool[]): boolean {
  const untrusted = new Set(tools.filter((tool) => tool.readsUntrusted).map((tool) => tool.name))
  return past.some(({ answer }) => answer.calls.some((call) => untrusted.has(call.tool)))
}

/** Documents whose words stand in the thread: of the turns that a model sees, and of this one. */
export function documentsReadIn(past: PastTurn[], calls: Answer['calls']): DocumentRead[] {
  const all = [...past.flatMap(({ answer }) => answer.calls), ...calls]
  const read = all.flatMap(({ documentsRead = [] }) => documentsRead)
  const keyOf = ({ site, document, revision }: DocumentRead) => `${site}/${document}/${revision}`
  return [...new Map(read.map((one) => [keyOf(one), one])).values()]
}
