import type { Reading } from './reading.ts'

/** `那…呢`, `what about …`: says only what changes. */
const marker =
  /呢[?？]?$|^(?:那么?|换成|改成|再看|还有|以及|and\b|what\s+about|how\s+about|same\b|now\b|then\b)/iu
const pronoun = /它|这台|该机|那台|这条|那条|这个|\b(?:it|its|that|this)\b/iu
const figures = new Set(['kpi', 'explain', 'outside', 'search'])
const aboutAMachine = new Set(['cause', 'state', 'open_ticket', 'tickets', 'kpi', 'explain'])

/** Fills what a question leaves out from the one before it. */
export function followUp(own: Reading, previous: Reading, said: string): Reading {
  const chosen = choiceAmong(own, previous)
  if (chosen) return chosen
  if (wasAskedForProblem(previous) && tellsProblem(own, said)) {
    return { ...previous, language: own.language, question: own.question, problem: said.trim() }
  }
  if (isFragment(own, said)) return goesOn(own, previous) ? merge(own, previous) : own
  if (aboutAMachine.has(own.intent) && own.equipment.length === 0 && pronoun.test(said)) {
    return { ...own, equipment: previous.equipment }
  }
  if (own.intent === 'cause' && own.equipment.length === 0 && !own.ambiguous) {
    return { ...own, equipment: previous.equipment }
  }
  return own
}

/** The answer to `which of them?`: a site, an id, or one of the names. */
function choiceAmong(own: Reading, previous: Reading): Reading | null {
  if (!previous.ambiguous) return null
  const ids = own.equipment.map(({ id }) => id)
  const fits = previous.ambiguous.choices.filter(
    ({ id, siteId }) => ids.includes(id) || (ids.length === 0 && own.sites.includes(siteId)),
  )
  const [only] = fits
  if (only === undefined || fits.length > 1) return null
  const { ambiguous: _, ...rest } = previous
  const level = own.equipment[0]?.level ?? 'machine'
  return {
    ...rest,
    language: own.language,
    equipment: [{ id: only.id, siteId: only.siteId, level }],
  }
}

const wasAskedForProblem = ({ intent, problem, equipment, ambiguous }: Reading): boolean =>
  intent === 'open_ticket' && problem === undefined && equipment.length > 0 && !ambiguous

/** An act is asked for in words of its own: only what it still lacks may follow alone. */
function goesOn(own: Reading, { intent, equipment, sites, ambiguous }: Reading): boolean {
  if (intent === 'open_ticket') {
    return own.equipment.length > 0 && (equipment.length === 0 || ambiguous !== undefined)
  }
  return intent !== 'schedule' || (own.sites.length > 0 && sites.length === 0)
}

const ofItsOwn = new Set(['open_ticket', 'schedule', 'orders', 'tickets', 'help', 'action_status'])

const tellsProblem = (own: Reading, said: string): boolean =>
  !ofItsOwn.has(own.intent) && !/[?？]\s*$/u.test(said)

/** A sentence with a subject of its own, which happens to name a time or a place. */
const ownSubject =
  /\b(?:what|who|where|when|why|how)\b.*\b(?:is|are|was|were|do|does|did|will|can|should)\b|\b(?:is|are|was|will|can)\s+(?:it|there|the|you|we)\b|怎么样|如何|什么|是不是|能不能|谁|[吗么]\s*[?？]?$/iu

function isFragment(own: Reading, said: string): boolean {
  if (marker.test(said.trim())) return figures.has(own.intent) || own.intent === 'state'
  return own.intent === 'outside' && hasSlot(own) && !ownSubject.test(said)
}

const hasSlot = (own: Reading): boolean =>
  own.window !== undefined ||
  own.grain !== undefined ||
  own.order !== undefined ||
  own.compare !== undefined ||
  [own.metrics, own.sites, own.equipment, own.teams, own.shifts, own.products, own.dimensions].some(
    (slot) => slot.length > 0,
  )

/** What is said replaces what was said; a new scope replaces the whole old scope. */
function merge(own: Reading, previous: Reading): Reading {
  const scoped = own.sites.length > 0 || own.equipment.length > 0
  const { ambiguous: _, unknown: __, unclearTime: ___, ...before } = previous
  const merged: Reading = { ...before, language: own.language, question: own.question }
  if (own.metrics.length > 0) Object.assign(merged, { metrics: own.metrics, intent: 'kpi' })
  if (scoped) Object.assign(merged, { sites: own.sites, equipment: own.equipment })
  for (const slot of ['teams', 'shifts', 'products', 'reasons', 'dimensions'] as const) {
    if (own[slot].length > 0) Object.assign(merged, { [slot]: own[slot] })
  }
  for (const slot of [
    'grain',
    'window',
    'order',
    'limit',
    'compare',
    'ambiguous',
    'unknown',
    'unclearTime',
  ] as const) {
    if (own[slot] !== undefined) Object.assign(merged, { [slot]: own[slot] })
  }
  return merged
}
