import { conversationOf, resultIn } from './conversation.ts'
import type { ScriptedReply, Speaker } from './reply.ts'

export type ScriptedStep =
  | { calls: { name: string; args: Record<string, unknown> }[] }
  /** `{{1.rows.0.oee}}` stands for that value of the first tool result of the turn. */
  | { text: string }

/** What the model does when a question holds `when`; the first case that fits is taken. */
export type ScriptedCase = { when: string; steps: ScriptedStep[] }

/**
 * A model that follows a script of tool calls and answers. Which step is next stands in the request
 * itself, so any number of threads, processes and restarts may share one endpoint.
 */
export function followCases(cases: ScriptedCase[]): Speaker {
  return (request): ScriptedReply => {
    const { question, step, toolTexts } = conversationOf(request)
    const found = cases.find(({ when }) => question.includes(when))
    const next = found?.steps[step]
    if (next === undefined) return { text: '[[abstain:outside]] The script has no answer.' }
    const results = toolTexts.map(resultIn)
    if ('text' in next) return { text: String(filled(next.text, results)) }
    const calls = next.calls.map(({ name, args }, at) => ({
      id: `call_${step}_${at}`,
      name,
      args: filled(args, results),
    }))
    return { calls }
  }
}

const hole = /\{\{(\d+)((?:\.[\w-]+)*)\}\}/g

/** Strings that are one hole keep the type of what fills it. */
function filled(value: unknown, results: unknown[]): unknown {
  if (typeof value === 'string') {
    const [whole] = [...value.matchAll(hole)]
    if (whole?.[0] === value) return valueAt(whole, results)
    return value.replace(hole, (...found) => String(valueAt(found, results)))
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, results))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, results)]))
}

function valueAt([, nth, path = '']: unknown[], results: unknown[]): unknown {
  const keys = String(path).split('.').slice(1)
  return keys.reduce<unknown>(
    (at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined),
    results[Number(nth) - 1],
  )
}
