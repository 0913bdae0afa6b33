import type { Reading } from '../reading.ts'
import { winnerIn } from './first-named.ts'

/** `为什么` after a figure, a ranking or a list: why what was told is so. */
export function whyOf(own: Reading, previous: Reading): Reading {
  const first = winnerIn(previous)
  const asked = whyOfAll(own, previous)
  return first === undefined || first === 'reason' ? asked : { ...asked, ofWinner: first }
}

function whyOfAll(own: Reading, previous: Reading): Reading {
  const { grain: _, order: __, limit: ___, threshold: ____, compare: _____, ...rest } = previous
  const asked = { ...rest, language: own.language, question: own.question, dimensions: [] }
  // Of all that stand still, the list says why each does.
  if (isListOfStopped(previous))
    return { ...previous, language: own.language, question: own.question }
  if (previous.intent === 'state') return { ...asked, intent: 'cause' }
  if (previous.intent !== 'kpi') return own
  if (stopMetrics.has(previous.metrics[0] ?? '')) {
    return { ...asked, intent: 'kpi', dimensions: ['reason'], order: 'highest' }
  }
  return { ...asked, intent: 'explain' }
}
const isListOfStopped = ({ intent, equipment }: Reading): boolean =>
  intent === 'state' && equipment[0]?.level !== 'machine'
const stopMetrics = new Set(['downtime', 'stops'])
