import { AIMessage, type BaseMessage, HumanMessage } from 'langchain'
import type { AnyTool, DocumentRead } from '../tools/index.ts'
import type { Answer } from './events.ts'
import type { PastTurn } from './thread.ts'

/** How many turns back a model sees. */
export const rememberedTurns = 6

/** The thread as messages, oldest first, then the question. */
export function conversation(past: PastTurn[], question: string): BaseMessage[] {
  const history = past.flatMap((turn) => [
    new HumanMessage(turn.question),
    new AIMessage(turn.answer.answer),
  ])
  return [...history, new HumanMessage(question)]
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
