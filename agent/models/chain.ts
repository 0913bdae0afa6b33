import { setTimeout as sleep } from 'node:timers/promises'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AppError } from '../../base/app-error.ts'
import { circuit } from './circuit.ts'
import { type EndpointFailure, failureOf } from './endpoint-error.ts'

/** What a million tokens cost, in the currency of the limits. */
export type Price = { inputPerMillion: number; outputPerMillion: number }

export type ChainLink = { name: string; model: BaseChatModel; price?: Price }

/** Endpoints in the order in which they are asked. */
export type ModelChain = {
  /** Of the first one. */
  name: string
  first: BaseChatModel
  /** @throws AppError `unavailable` when none answers */
  run: <T>(call: (link: ChainLink) => Promise<T>, signal: AbortSignal) => Promise<T>
}

export type ChainPorts = {
  nowMs: () => number
  wait: (ms: number, signal: AbortSignal) => Promise<unknown>
  /** 0 to 1, for the jitter. */
  random: () => number
}

const ownPorts: ChainPorts = {
  nowMs: Date.now,
  wait: (ms, signal) => sleep(ms, null, { signal }),
  random: Math.random,
}

const triesEach = 3
const firstPauseMs = 400
/** An endpoint that asks for more than this is left for the next one. */
const longestPauseMs = 10_000

export function modelChain(
  links: [ChainLink, ...ChainLink[]],
  ports: ChainPorts = ownPorts,
): ModelChain {
  const guarded = links.map((link) => ({ link, circuit: circuit() }))
  return {
    name: links[0].name,
    first: links[0].model,
    run: async (call, signal) => {
      let last: unknown = null
      for (const one of guarded) {
        const outcome = await tryLink(one, { call, signal, ports })
        if ('value' in outcome) return outcome.value
        last = outcome.error ?? last
      }
      throw noneAnswered(last)
    },
  }
}

type Guarded = { link: ChainLink; circuit: ReturnType<typeof circuit> }
type Trying<T> = {
  call: (link: ChainLink) => Promise<T>
  signal: AbortSignal
  ports: ChainPorts
}

async function tryLink<T>(
  { link, circuit: own }: Guarded,
  { call, signal, ports }: Trying<T>,
): Promise<{ value: T } | { error: unknown }> {
  let error: unknown = null
  for (let tried = 0; tried < triesEach && own.mayTry(ports.nowMs()); tried += 1) {
    try {
      const value = await call(link)
      own.worked()
      return { value }
    } catch (failed) {
      signal.throwIfAborted()
      if (isOurs(failed)) throw failed
      error = failed
      const now = ports.nowMs()
      const { again, retryAfterMs } = failureOf(failed, now)
      own.failed(now, retryAfterMs === null ? undefined : now + retryAfterMs)
      const pause = pauseBefore(tried, { retryAfterMs, random: ports.random })
      if (!again || pause > longestPauseMs || tried === triesEach - 1) break
      await ports.wait(pause, signal)
    }
  }
  return { error }
}

/** Twice as long each time, and never at one beat with others; what the endpoint says holds. */
function pauseBefore(
  tried: number,
  { retryAfterMs, random }: Pick<EndpointFailure, 'retryAfterMs'> & Pick<ChainPorts, 'random'>,
): number {
  const spread = 0.5 + random() / 2
  return retryAfterMs === null ? firstPauseMs * 2 ** tried * spread : retryAfterMs
}

/** Budgets, limits and refusals of ours say nothing about the endpoint. */
function isOurs(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof AppError) return true
  return false
}

/** A stranger's error text stays in the cause: it never reaches a person or a model. */
const noneAnswered = (cause: unknown): AppError =>
  new AppError('unavailable', 'The model could not answer.', {
    cause,
    hint: 'Check the model endpoint of the configuration; without one the built-in model answers.',
  })
