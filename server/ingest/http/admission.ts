export type AdmissionLimits = {
  /** Requests that are being received; one more is told to come back. */
  requests: number
  /** Batches that are written at one time; the others wait their turn. */
  writers: number
}

export type Admission = {
  /** Takes a place, or says after how many seconds to try again. */
  enter: () => { leave: () => void } | { retryAfterS: number }
  /** Runs the write of one batch when its turn has come. */
  write: <Result>(batch: () => Promise<Result>) => Promise<Result>
}

const firstGuessMs = 200

/**
 * A bounded queue in front of the store. A request holds one batch at most, so memory is bounded by
 * `requests`; senders beyond that are told to wait as long as the queue should take.
 */
export function openAdmission({ requests, writers }: AdmissionLimits): Admission {
  const waiting: (() => void)[] = []
  let inside = 0
  let writing = 0
  let batchMs = firstGuessMs
  const next = () => {
    const turn = waiting.shift()
    if (turn === undefined) writing -= 1
    else turn()
  }
  return {
    enter: () => {
      if (inside >= requests) {
        const seconds = Math.ceil((batchMs * (inside + waiting.length)) / writers / 1000)
        return { retryAfterS: Math.min(30, Math.max(1, seconds)) }
      }
      inside += 1
      return {
        leave: () => {
          inside -= 1
        },
      }
    },
    write: async (batch) => {
      if (writing < writers) writing += 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      const start = performance.now()
      try {
        return await batch()
      } finally {
        batchMs = 0.8 * batchMs + 0.2 * (performance.now() - start)
        next()
      }
    },
  }
}
