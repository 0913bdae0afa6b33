import { AppError, type ErrorCode } from '../base/app-error.ts'
import type { Answer, TurnEvent } from './events.ts'

/**
 * Runs a turn to its end and gives the object of `jidoka ask --json`.
 *
 * @throws AppError with the code of the `failed` event.
 */
export async function collectAnswer(events: AsyncIterable<TurnEvent>): Promise<Answer> {
  for await (const event of events) {
    if (event.type === 'done') return event.answer
    if (event.type === 'failed') {
      const hint = event.hint === undefined ? {} : { hint: event.hint }
      throw new AppError(event.code as ErrorCode, event.message, hint)
    }
  }
  throw new AppError('internal', 'The turn ended without an answer.')
}

export type Outcome = Pick<Answer, 'answer' | 'abstained' | 'reason' | 'ask_back'>

const marker = /^\s*\[\[(ask|abstain)(?::([a-z_]+))?\]\]\s*/

/** How a model says that it asks back or abstains: a marker before its words. */
export const askBack = (text: string): string => `[[ask]] ${text}`
export const abstain = (reason: string, text: string): string => `[[abstain:${reason}]] ${text}`

/** Splits the marker from the words. */
export function readOutcome(text: string): Outcome {
  const found = marker.exec(text)
  const answer = text.replace(marker, '').trim()
  if (found?.[1] === 'ask') {
    return { answer, abstained: false, reason: null, ask_back: answer }
  }
  if (found?.[1] === 'abstain') {
    return { answer, abstained: true, reason: found[2] ?? 'outside', ask_back: null }
  }
  return { answer, abstained: false, reason: null, ask_back: null }
}
