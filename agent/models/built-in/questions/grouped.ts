import { contentBeside } from '../doubts/residue.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import { parse } from '../parse.ts'
import { isOneMachine, type Reading } from '../reading.ts'
import { asksAnew, type Group, stoodHowLong } from '../thread/asks-anew.ts'
import { bareWhy, whyOfIt } from '../thread/bare-why.ts'
import { isUnplaced } from '../thread/merge-readings.ts'
import { isOfAll } from '../thread/widened.ts'
import { lookAt, type ParseContext } from '../typed/look-at.ts'
import { howto } from '../words/document-words.ts'

/** Clauses that only add to a question are read with it; those that ask anew stand alone. */
export function grouped(clauses: string[], context: ParseContext): Group[] {
  const groups: Group[] = []
  for (const clause of clauses) {
    const current = groups.at(-1)
    const previous = current === undefined ? context.previous : askedBefore(groups)
    const within = previous === undefined ? context : { ...context, previous }
    if (current === undefined) groups.push({ text: clause, reading: parse(clause, within) })
    else if (asksAnew(clause, current, context)) {
      groups.push({ text: clause, reading: goingOn(clause, current.reading, within) })
    } else {
      const text = `${current.text}, ${clause}`
      const former = groups.length > 1 ? askedBefore(groups.slice(0, -1)) : undefined
      const reading = former
        ? goingOn(text, former, { ...context, previous: former })
        : parse(text, context)
      groups.splice(-1, 1, { text, reading })
    }
  }
  return groups
}

/** `为什么` is no ground to stand on: `上周呢` after it asks for the figure again. */
const askedBefore = (groups: Group[]): Reading | undefined =>
  (groups.findLast(({ text }) => !bareWhy.test(text)) ?? groups.at(-1))?.reading

/** What a later question of one message leaves out is what the earlier one said. */
function goingOn(clause: string, before: Reading, context: ParseContext): Reading {
  // The time before is what a reason is told against anyway.
  const asked = whyOfIt.test(clause) ? (context.language === 'zh' ? '为什么' : 'why') : clause
  const reading = { ...parse(asked, context), question: clause }
  if (bareWhy.test(asked) || (reading.intent === 'state' && reading.equipment.length === 0))
    return winnerOf(reading, before)
  const isStood = stoodHowLong.test(clause)
  if (standAlone.has(reading.intent) && !isStood) return ofWhat(reading, before, context)
  if (isStood && reading.metrics.length === 0 && entryOf(context.lexicon, 'metric', 'downtime'))
    return stoodOf(reading, before)
  // `苏州没关的工单几张,今天夜班产量多少`: a shift is no place.
  const bare = isUnplaced({ ...reading, shifts: [] })
  const scope = bare && !reading.ambiguous ? scopeOf(reading, before, context) : {}
  // What the question before was of stays unknown: no figure of everything stands for it.
  const { unknown, unusable } = before
  if (bare && unknown !== undefined && !unusable && !isOfAll(clause)) return { ...reading, unknown }
  const window = takesTime.has(reading.intent) ? { ...windowOf(before), ...windowOf(reading) } : {}
  return { ...reading, ...scope, ...window }
}

/** `how long was it down?`: it is the machine or line whose figure was just asked for. */
function stoodOf({ hunch: _, unknown: __, ...own }: Reading, before: Reading): Reading {
  const { sites, equipment } = before
  return { ...own, intent: 'kpi', metrics: ['downtime'], sites, equipment, ...windowOf(before) }
}

/** `fill weight of filler 2 now, and if it is high, what to do?`: papers are asked about what was just named. */
function ofWhat(reading: Reading, before: Reading, context: ParseContext): Reading {
  const isBare = contentBeside(lookAt(reading.question, context), howto, ofState) === null
  const isNamed = !isUnplaced(reading) || reading.reasons.length > 0
  if (reading.intent !== 'howto' || !isBare || isNamed) return reading
  const tag = entryOf(context.lexicon, 'tag', before.tag ?? '')
  const what = tag?.[reading.language] ?? before.question
  return { ...reading, topic: `${what}, ${reading.question}` }
}
const ofState =
  /[偏太过][高低大小快慢]|的话|停了?|坏了?|\btoo\s+\w+|\b(?:off|wrong|high|low|adjust\w*)\b/iu
const standAlone = new Set(['howto', 'search', 'metrics'])
const takesTime = new Set(['kpi', 'explain'])
const windowOf = ({ window }: Reading): Pick<Reading, 'window'> => (window ? { window } : {})

/** Of a figure, whatever was named that it is told of: `香辣酱有哪些订单,上个月准时率多少` is of the sauce. */
function scopeOf(own: Reading, before: Reading, { lexicon }: ParseContext): Partial<Reading> {
  const { sites, equipment, products } = before
  const place = sites.length > 0 ? sites : equipment.slice(0, 1).map(({ siteId }) => siteId)
  if (isOfAll(own.question)) return {}
  if (own.intent === 'orders') return { sites: place, products }
  if (own.intent !== 'kpi') return { sites, equipment }
  const told = own.metrics.map((id) => entryOf(lexicon, 'metric', id)?.metric?.dimensions ?? [])
  const named = narrowing.filter(([dimension]) => told.every((one) => one.includes(dimension)))
  return {
    ...{ sites, equipment },
    ...Object.fromEntries(named.map(([, slot]) => [slot, before[slot]])),
  }
}
const narrowing = [
  ['product', 'products'],
  ['team', 'teams'],
  ['supplier', 'suppliers'],
  ['material', 'materials'],
] as const

/** Why or how the one that a ranking names is so: which one that is, only the figures say. */
function winnerOf(reading: Reading, { order, dimensions, equipment }: Reading): Reading {
  const [dimension, ...more] = dimensions
  const ranked = order !== undefined && dimension !== undefined && more.length === 0
  const { intent } = reading
  const ofOne = intent === 'explain' || reading.dimensions[0] === 'reason'
  if (ranked && (ofOne || (intent === 'state' && dimension === 'machine')))
    return { ...reading, ofWinner: dimension }
  // `it` is the machine that was just named.
  return intent === 'state' && isOneMachine(equipment) ? { ...reading, equipment } : reading
}
