import type { Reading } from '../reading.ts'
import { nextStep } from '../several.ts'
import type { ParseContext } from '../typed/look-at.ts'

/** What would be looked up, as one text; null where nothing is, but asked back or said. */
export function lookedUp(readings: Reading[], context: ParseContext): string | null {
  const step = nextStep(readings, [], context)
  return 'calls' in step ? JSON.stringify(step.calls) : null
}
