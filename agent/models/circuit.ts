/** Failures in a row after which an endpoint is left alone, and for how long. */
const mostFailures = 3
const restMs = 30_000

/** Keeps an endpoint that does not answer from costing every turn its time-outs. */
export type Circuit = {
  /** False while it rests; after the rest one call may try. */
  mayTry: (nowMs: number) => boolean
  worked: () => void
  /** `untilMs`: the endpoint itself said when to come back. */
  failed: (nowMs: number, untilMs?: number) => void
}

export function circuit(): Circuit {
  let failures = 0
  let restsUntil = 0
  return {
    mayTry: (nowMs) => {
      if (nowMs < restsUntil) return false
      // Others wait for the outcome of this one.
      if (failures >= mostFailures) restsUntil = nowMs + restMs
      return true
    },
    worked: () => {
      failures = 0
      restsUntil = 0
    },
    failed: (nowMs, untilMs) => {
      failures += 1
      const rests = failures >= mostFailures ? nowMs + restMs : 0
      restsUntil = Math.max(restsUntil, rests, untilMs ?? 0)
    },
  }
}
