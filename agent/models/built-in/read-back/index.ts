import type { ReadPart } from '../../../../base/read-part.ts'
import type { Figure } from '../../../../tools/index.ts'
import { formatWindow } from '../../../format.ts'
import type { BuiltIn } from '../built-in.ts'
import { filed, type Reading } from '../reading.ts'
import { lookAt } from '../typed/look-at.ts'
import { choicesOf } from './choices.ts'
import type { Draft, Looked } from './draft.ts'
import { metricParts } from './metric-parts.ts'
import { scopeParts } from './scope-parts.ts'
import { shapeParts, splitParts, windowParts } from './shape-parts.ts'
import { planParts, subjectParts } from './subject-parts.ts'
import { unknownParts } from './unknown-parts.ts'

type Read = { readings: Reading[]; previous: Reading | undefined; figures: Figure[] }

/** How the questions of one message were read, part by part, with what each part may mean instead. */
export function readBack({ readings, previous, figures }: Read, builtIn: BuiltIn): ReadPart[] {
  const [only, ...more] = readings
  return readings.flatMap((reading, question) => {
    const { lexicon, now, language } = builtIn
    const looked: Looked = {
      ...{ reading: { ...reading, language }, lexicon, language },
      question: lookAt(reading.question, builtIn),
      previous: readings[question - 1] ?? previous,
    }
    // Figures of several questions are not told apart.
    const days = only === reading && more.length === 0 ? daysOf(figures, looked) : null
    return draftsOf(looked).map((draft) => partOf(draft, { looked, now, question, days }))
  })
}

/** Of an act, what was said: nothing of it is assumed in silence. */
const ofAct = ({ kind, source }: Draft): boolean => kind === 'subject' || source !== 'assumed'

const silent = new Set<Reading['intent']>(['help', 'action_status'])
const ofMetrics = new Set<Reading['intent']>(['kpi', 'explain', 'metrics', 'outside'])
const anywhere = new Set<Reading['intent']>(['search', 'howto', 'metrics', 'change_ticket'])

function draftsOf(looked: Looked): Draft[] {
  const { intent, sites, equipment } = looked.reading
  if (silent.has(intent)) return []
  const unknown = unknownParts(looked)
  if (intent === 'outside' && unknown.length === 0) return []
  const placed = !anywhere.has(intent) || sites.length + equipment.length > 0
  const drafts = [
    ...subjectParts(looked),
    ...(ofMetrics.has(intent) ? metricParts(looked) : []),
    ...(placed ? scopeParts(looked) : []),
    ...planParts(looked),
    ...windowParts(looked),
    ...splitParts(looked),
    ...shapeParts(looked),
    ...unknown,
  ]
  // Asking it anew would file another.
  if (filed.has(intent)) return drafts.filter(ofAct).map((draft) => ({ ...draft, others: [] }))
  // What was not understood comes first: no other part would make an answer of it.
  return unknown.length === 0
    ? drafts
    : drafts
        .filter(({ source }) => source !== 'assumed')
        .map((draft) => (draft.kind === 'unknown' ? draft : { ...draft, others: [] }))
}

const isRange = ({ window }: Reading): boolean => window?.kind === 'range'

const daysOf = ([first]: Figure[], { language }: Looked): string | null =>
  first ? formatWindow(first.window, language) : null

type At = { looked: Looked; now: Date; question: number; days: string | null }

function partOf(draft: Draft, { looked, now, question, days }: At): ReadPart {
  const { kind, span, source } = draft
  const said = span ? looked.question.said.slice(span.start, span.end).trim() : null
  const dated = kind === 'window' && days !== null
  // Dates that were said in other words, such as a holiday, stand beside those words.
  const label = dated && isRange(looked.reading) ? (said ?? draft.label) : draft.label
  return {
    ...{ kind, question, source, label, said },
    detail: dated && days !== label ? days : null,
    choices: choicesOf(draft, looked, now),
  }
}
