/** What one person has to be told. Milliseconds since 1970. */
export type Pacing = {
  now: number
  /** When this person was sent a message in the last ten minutes. */
  sent: readonly number[]
  waiting: readonly { critical: boolean }[]
}

/** About one message a person in ten minutes (EEMUA 191: what one person can deal with). */
export const paceMs = 600_000
/** What cannot wait may break the pace so often, and no more. */
const mostInPace = 3

/** Whether what waits goes out now, all in one message. */
export function isDue({ now, sent, waiting }: Pacing): boolean {
  if (waiting.length === 0) return false
  const recent = sent.filter((at) => at > now - paceMs)
  if (recent.length === 0) return true
  return waiting.some(({ critical }) => critical) && recent.length < mostInPace
}
