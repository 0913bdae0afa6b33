export type Sequence = {
  /** A birth begins a new count. */
  restart: (seq: number) => void
  hear: (seq: number, at: Date) => void
  heard: () => boolean
  /** A message has been missing for longer than messages overtake each other. */
  isMissing: (now: Date) => boolean
}

const reorderMs = 2_000
const modulus = 256

/**
 * The numbers 0 to 255 that each message of an edge node carries. One that came late fills its gap,
 * one that came twice changes nothing.
 */
export function openSequence(): Sequence {
  let next: number | null = null
  const missing = new Map<number, Date>()
  return {
    restart: (seq) => {
      missing.clear()
      next = (seq + 1) % modulus
    },
    hear: (seq, at) => {
      next ??= seq
      if (missing.delete(seq)) return
      const ahead = (seq - next + modulus) % modulus
      if (ahead >= modulus / 2) return
      for (let step = 0; step < ahead; step++) missing.set((next + step) % modulus, at)
      next = (seq + 1) % modulus
    },
    heard: () => next !== null,
    isMissing: (now) =>
      [...missing.values()].some((since) => now.getTime() - since.getTime() >= reorderMs),
  }
}
