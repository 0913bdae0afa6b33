import { conversationOf } from './conversation.ts'
import { type Script, type ScriptedReply, type ScriptedRequest, speakerOf } from './reply.ts'

/** Every reply comes late. */
export function slow(script: Script, delayMs: number): Script {
  const speak = speakerOf(script)
  return (request) => ({ ...speak(request), delayMs })
}

/** The first replies break off in the middle. */
export const cutting = (script: Script, times = Number.POSITIVE_INFINITY): Script =>
  firstTimes(script, times, (reply) => ({ ...reply, cut: true }))

/** The first requests are told to come back later, or that the endpoint is broken. */
export const refusing = (
  script: Script,
  { status, retryAfterS, times = Number.POSITIVE_INFINITY }: Refusal,
): Script =>
  firstTimes(script, times, () =>
    retryAfterS === undefined ? { status } : { status, retryAfterS },
  )

type Refusal = { status: number; retryAfterS?: number; times?: number }

/** The first call after each question has arguments that end in the middle. */
export function wrongJson(script: Script): Script {
  const speak = speakerOf(script)
  return (request) => {
    const reply = speak(request)
    if (!('calls' in reply) || conversationOf(request).step > 0 || wasTold(request)) return reply
    const [{ id, name, args } = { id: 'none', name: 'none', args: {} }] = reply.calls
    return { rawCall: { id, name, arguments: JSON.stringify(args).slice(0, -1) } }
  }
}

const wasTold = ({ messages }: ScriptedRequest): boolean =>
  String(messages.at(-1)?.content).includes('not valid JSON')

function firstTimes(
  script: Script,
  times: number,
  change: (reply: ScriptedReply) => ScriptedReply,
): Script {
  const speak = speakerOf(script)
  let asked = 0
  return (request) => {
    asked += 1
    // A reply that was spoilt is said again: a list must not move on.
    return asked <= times ? change({ text: 'This is lost on the way.' }) : speak(request)
  }
}
