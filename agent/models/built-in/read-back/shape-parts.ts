import { entryOf } from '../lexicon/lexicon.ts'
import type { Dimension, Grain, Reading } from '../reading.ts'
import { recently } from '../time/windows.ts'
import * as words from '../words/words.ts'
import { splitWords } from './asked.ts'
import {
  type Alternative,
  type Draft,
  type Looked,
  placeOf,
  sayIn,
  sourceOf,
  spanOf,
} from './draft.ts'
import { otherWindows, windowWords } from './window-words.ts'

const timed = new Set<Reading['intent']>(['kpi', 'explain'])

/** The time that is asked about; what nobody said is assumed where figures need one. */
export function windowParts(looked: Looked): Draft[] {
  const { reading, question, language, lexicon } = looked
  if (reading.window === undefined && !timed.has(reading.intent)) return []
  const window = reading.window ?? recently
  const [time] = question.times
  const span = time ?? null
  const others = otherWindows(window).map((other) => ({
    label: windowWords(other, language, lexicon),
    change: { window: other },
  }))
  const label = windowWords(window, language, lexicon)
  const source = reading.window ? sourceOf(span, looked, 'window') : 'assumed'
  return [{ kind: 'window', label, span, source, others }]
}

const splits: Dimension[] = ['line', 'machine', 'team', 'shift', 'product', 'reason']
const steps: Grain[] = ['hour', 'day', 'week', 'month']

/** How the figure is split, by things and by time. */
export function splitParts(looked: Looked): Draft[] {
  const { reading, question, lexicon, language } = looked
  const { dimensions, grain } = reading
  const metric = entryOf(lexicon, 'metric', reading.metrics[0] ?? '')
  const whole = { label: sayIn(language)('不拆分', 'in total') }
  const spanOfSplit = (id: Dimension | Grain) => {
    const noun = words.breakdowns.find((one) => one.id === id)
    const span = noun ? spanOf(noun.words, question.rest) : null
    return span ?? (noun ? spanOf(noun.noun, question.rest) : null)
  }
  const byThings = dimensions.map((id): Draft => {
    const fits = splits.filter((one) => !dimensions.includes(one) && supports(one))
    const others = fits.map((one) => ({
      label: splitWords[one][language],
      change: { dimensions: dimensions.map((was) => (was === id ? one : was)) },
    }))
    const none = { ...whole, change: { dimensions: dimensions.filter((was) => was !== id) } }
    const span = spanOfSplit(id)
    const choices = reading.order ? others : [...others, none]
    return draft(splitWords[id][language], span, choices)
  })
  if (grain === undefined || grain === 'shift') return byThings
  const others = steps
    .filter((one) => one !== grain)
    .map((one) => ({ label: splitWords[one][language], change: { grain: one } }))
  return [...byThings, draft(splitWords[grain][language], spanOfSplit(grain), others)]

  function supports(dimension: Dimension): boolean {
    return metric?.metric?.dimensions.includes(dimension) ?? false
  }
  function draft(label: string, span: Draft['span'], choices: Alternative[]): Draft {
    return {
      kind: 'split',
      label,
      span,
      source: sourceOf(span, looked, 'dimensions'),
      others: choices,
    }
  }
}

/** What it is compared with, which end is asked for, and the limit that is set. */
export function shapeParts(looked: Looked): Draft[] {
  const { reading, question, language } = looked
  const say = sayIn(language)
  const { compare, order, limit, threshold } = reading
  // Their words are spread over the question.
  const unspoken = (slot: 'compare' | 'order') =>
    sourceOf(null, looked, slot) === 'before' ? 'before' : 'said'
  const drafts: Draft[] = []
  if (compare !== undefined && reading.intent === 'kpi') {
    const label =
      compare === 'previous'
        ? say('与上一周期对比', 'against the period before')
        : say(`与 ${compare.from} 起对比`, `against the time from ${compare.from}`)
    const others = [{ label: say('不对比', 'no comparison'), change: { compare: undefined } }]
    drafts.push({ kind: 'compare', label, span: null, source: unspoken('compare'), others })
  }
  if (order !== undefined && reading.intent === 'kpi') {
    const ends = { lowest: say('最低', 'lowest'), highest: say('最高', 'highest') }
    const other = order === 'lowest' ? 'highest' : 'lowest'
    const counted = (end: string) => (limit ? say(`${end} ${limit} 个`, `${end} ${limit}`) : end)
    drafts.push({
      kind: 'order',
      label: counted(ends[order]),
      span: null,
      source: unspoken('order'),
      others: [{ label: counted(ends[other]), change: { order: other } }],
    })
  }
  if (threshold !== undefined && threshold !== 'unclear') {
    const span = placeOf(threshold.said, question.said)
    drafts.push({
      kind: 'limit',
      label: threshold.said,
      span,
      source: sourceOf(span, looked, 'threshold'),
      others: [],
    })
  }
  return drafts
}
