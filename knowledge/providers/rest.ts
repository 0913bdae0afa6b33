import type { Clock } from '../../base/ports.ts'
import type { Failure } from './call-provider.ts'

const defaultRestMs = 15_000
const longestRestMs = 300_000

/**
 * Lets a provider that failed rest, so that not everybody who asks waits for it in vain. The owner of
 * an embedder or reranker holds it; a failure says itself until when.
 */
export type Rest = {
  /** Why it is not asked now; null: ask. */
  resting: () => Failure | null
  failed: (failure: Failure) => Failure
  answered: () => void
  /** The last failure since it last answered. */
  trouble: () => string | null
}

export function restAfterFailure(clock: Clock): Rest {
  let last: { why: string; until: Date } | null = null
  return {
    resting: () => {
      if (last === null || clock() >= last.until) return null
      const why = `${last.why}; it is asked again after ${last.until.toISOString()}`
      return { kind: 'failed', why, retryAfterMs: last.until.getTime() - clock().getTime() }
    },
    failed: (failure) => {
      const ms = Math.min(failure.retryAfterMs ?? defaultRestMs, longestRestMs)
      last = { why: failure.why, until: new Date(clock().getTime() + ms) }
      return failure
    },
    answered: () => {
      last = null
    },
    trouble: () => last?.why ?? null,
  }
}
