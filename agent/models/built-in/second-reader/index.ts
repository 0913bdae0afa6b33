import { papers, type Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { featuresOf } from './features.ts'
import { type Kind, kinds, kindsOf } from './kinds.ts'
import { likelihoods, readWeights, type Weights } from './weights.ts'

/*
 * The grammar reads a question word by word; this reader learnt from thousands of questions what such a
 * question asks for, and knows nothing of its slots. Where the two are far apart nothing is answered.
 */

/** What the grammar read is not told where it is less likely than this, and something else as likely as that. */
const unlikely = 0.1
const likelyInstead = 0.8
/** Papers are looked into where they are at least so likely, and the grammar made nothing of a word. */
const ofPapers = 0.7
/** Papers must speak of much of what is so likely to be told by no data. */
const beyondPapers = 0.9
/** A word that was not read is passed over where the rest is so likely, and that no data tell is not. */
const sure = 0.8
const hardlyNone = 0.03

let learned: Weights | null = null
function likelyKinds(question: Question): Record<Kind, number> {
  learned ??= readWeights()
  return likelihoods(featuresOf(question), learned)
}

/** Null: too few such questions were learnt from to judge one, as of what stands still anywhere. */
function likelihoodOf(
  { intent, equipment, dimensions }: Reading,
  likely: Record<Kind, number>,
): number | null {
  const told = intent === 'state' && equipment.length === 0 ? undefined : kindsOf[intent]
  // How long it stood, reason by reason, is why it stood.
  const own = dimensions.includes('reason') ? [...(told ?? []), 'explain_kpi' as const] : told
  return own === undefined ? null : sumOf(own, likely)
}
const sumOf = (kinds: Kind[], likely: Record<Kind, number>): number =>
  kinds.reduce((sum, kind) => sum + likely[kind], 0)

/** Whether a question asks for what was read of it, without a word of which nothing was made. */
export function isClearWithout(word: string, reading: Reading, question: Question): boolean {
  // `Team B and Q`, `on Sunday night`: what may be a name or a time is never passed over.
  if (/^[A-Z]$|\d|^(?:night|evening|morning|afternoon|noon|shift)s?$/u.test(word)) return false
  const likely = likelyKinds(question)
  const own = likelihoodOf(reading, likely) ?? sumOf(lessOften[reading.intent] ?? [], likely)
  return own >= sure && likely.none <= hardlyNone
}
/** Too few or too like another to be doubted for it, and enough to pass over a word. */
const lessOften: Partial<Record<Reading['intent'], Kind[]>> = {
  explain: ['explain_kpi', 'query_kpi'],
  equipment: ['find_equipment'],
  metrics: ['list_metrics'],
}

/** A question that stands alone, seen by both: papers where both can mean them, a question back where they differ. */
export function secondRead(reading: Reading, question: Question): Reading {
  const likely = likelyKinds(question)
  if (isAtALoss(reading)) {
    return likely.search_knowledge >= ofPapers ? ofPapersInstead(reading) : reading
  }
  if (papers.has(reading.intent) && likely.none >= beyondPapers)
    return { ...reading, intent: 'search', hunch: true }
  const own = likelihoodOf(reading, likely)
  if (own === null || own >= unlikely || isNamed(reading, question)) return reading
  const likelier = kinds.reduce((best, kind) => (likely[kind] > likely[best] ? kind : best))
  return likely[likelier] >= likelyInstead ? { ...reading, likelier } : reading
}

/** Who names a figure wants it, in however strange words; so does who names the machine beside what is told of it. */
function isNamed(reading: Reading, { mentions }: Question): boolean {
  if (mentions.some(({ entries: [one] }) => one?.kind === 'metric')) return true
  if (reading.orderId !== undefined) return true
  const { intent, equipment, suppliers, ticketKind, metrics, window } = reading
  const isTold =
    (intent === 'tickets' && ticketKind !== undefined) ||
    (intent === 'kpi' && metrics.length > 0 && window !== undefined)
  const isOfSupplier = suppliers.length > 0 && metrics.some((id) => id.startsWith('supplier'))
  return isOfSupplier || (isTold && equipment.length > 0)
}

const isAtALoss = ({ intent, unknown, hunch, doubt, commands }: Reading): boolean =>
  intent !== 'stock' &&
  intent !== 'lots' &&
  intent !== 'settings' &&
  ((intent === 'outside' && commands === undefined) ||
    [unknown, hunch, doubt].some((sign) => sign !== undefined))

function ofPapersInstead(reading: Reading): Reading {
  const { unknown: _, hunch: __, doubt: ___, ...known } = reading
  return { ...known, intent: 'howto', metrics: [] }
}
