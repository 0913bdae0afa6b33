import { minuteMs } from '../app/milliseconds.ts'

export type Urgency = 'calm' | 'soon' | 'urgent' | 'over'

/** How long a proposal may still be decided, and how much that presses. */
export function timeLeft(expiresAt: string, nowMs: number): { ms: number; urgency: Urgency } {
  const ms = Math.max(0, Date.parse(expiresAt) - nowMs)
  if (ms === 0) return { ms, urgency: 'over' }
  if (ms <= 15 * minuteMs) return { ms, urgency: 'urgent' }
  return { ms, urgency: ms <= 60 * minuteMs ? 'soon' : 'calm' }
}
