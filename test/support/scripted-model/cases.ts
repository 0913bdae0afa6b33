import { conversationOf, resultIn } from './conversation.ts'
import type { ScriptedReply, Speaker } from './reply.ts'

export type ScriptedStep =
  | { calls: { name: string; args: Record<string, unknown> }[] }
  /**
   * `{{1.rows.0.oee}}` stands for that value of the first tool result of the turn, and
   * `{{1.status|done=executed|pending=waiting}}` for what it is called.
   */
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
    if ('text' in next) return { text: written(filled(next.text, results)) }
    const calls = next.calls.map(({ name, args }, at) => ({
      id: `call_${step}_${at}`,
      name,
      args: filled(args, results),
    }))
    return { calls }
  }
}

const hole = /\{\{(\d+)((?:\.[\w-]+)*)((?:\|[^={}|]+=[^={}|]+)*)\}\}/g

/** Strings that are one hole keep the type of what fills it. */
function filled(value: unknown, results: unknown[]): unknown {
  if (typeof value === 'string') {
    const [whole] = [...value.matchAll(hole)]
    if (whole?.[0] === value) return valueAt(whole, results)
    return value.replace(hole, (...found) => written(valueAt(found, results)))
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, results))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, results)]))
}

/** Lists by lines. */
const written = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(written).join('\n')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

function valueAt([, nth, path = '', words = '']: unknown[], results: unknown[]): unknown {
  const keys = String(path).split('.').slice(1)
  const found = keys.reduce(memberOf, results[Number(nth) - 1])
  const called = String(words)
    .split('|')
    .find((word) => word.startsWith(`${found}=`))
  return called?.slice(called.indexOf('=') + 1) ?? found
}

/** A name asked of a list is that of each of its members. */
function memberOf(at: unknown, key: string): unknown {
  if (Array.isArray(at) && !/^\d+$/.test(key)) return at.map((one) => memberOf(one, key))
  return at instanceof Object ? Reflect.get(at, key) : undefined
}
