import type { Reading } from './reading.ts'

/** `is the washer running`: of a class with one machine, that one is meant. */
export function withOnlyOne(reading: Reading): Reading {
  const { ambiguous, ...rest } = reading
  const [only, ...others] = ambiguous?.all ? ambiguous.choices : []
  if (only === undefined || others.length > 0 || !ofOneMachine.has(reading.intent)) return reading
  const { id, siteId, level = 'machine' } = only
  return { ...rest, equipment: [...rest.equipment, { id, siteId, level }] }
}
const ofOneMachine = new Set(['state', 'cause', 'open_ticket', 'tickets'])
