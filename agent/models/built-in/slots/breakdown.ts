import type { EntryKind } from '../lexicon/entry.ts'
import type { Dimension, Grain } from '../reading.ts'
import * as ending from '../words/end-words.ts'
import { listed } from '../words/listed.ts'
import * as words from '../words/words.ts'
import { firstKind, type Question } from './question.ts'
import { withoutLimit } from './thresholds.ts'

type Breakdown = { dimensions: Dimension[]; grain?: Grain }

export function readBreakdown({ said, rest, mentions, lexicon }: Question): Breakdown {
  // `the worst machine of all plants`: what is ranked are machines.
  const ends = [ending.lowest, ending.highest, ending.worst, ending.best, ending.ranking]
  const ranked = ends.some((one) => one.test(rest))
  const among = ranked || withoutLimit(rest) !== rest
  const text = (among ? rest.replace(everyOne, ' ') : rest) + nounsWithin(said, mentions)
  if (words.shiftSteps.test(text)) return { dimensions: [], grain: 'shift' }
  const asked = words.breakdowns.filter((noun) => noun.words.test(text))
  const grain = asked.find((noun) => noun.isGrain && !isUnit(noun.id, mentions, text))?.id as
    | Grain
    | undefined
  const named = asked.filter((noun) => !noun.isGrain).map(({ id }) => id as Dimension)
  // `三个厂里 OEE 最差的线`: of all plants, and what is told apart are lines.
  const counted = words.countedSites.exec(text)?.[0] ?? ''
  const other = words.breakdowns.find(
    ({ id, isGrain, noun }) => !isGrain && id !== 'site' && noun.test(text.replace(counted, ' ')),
  )
  const inAll = counted !== '' && other !== undefined && among
  const sites: Dimension[] = counted === '' ? [] : ['site']
  const products: Dimension[] = lexicon.whichProduct?.test(said.replace(perPiece, ' '))
    ? ['product']
    : []
  const others = sites.length > 0 ? sites : products
  const isOfAll = among && named.join() === 'site' && other !== undefined && !whichSite.test(text)
  const isSum = altogether.test(text) && named.join() + others.join() === 'site'
  // `哪天的都行,合计就好`.
  const isTotal = altogether.test(text) && /都行|都可以|不管哪/u.test(text)
  const rows = inAll || isOfAll ? [other.id as Dimension] : named.length > 0 ? named : others
  const told = isSum ? [] : rows
  const dimensions = told.map((one) => ofShifts(one, mentions))
  return { dimensions, ...(grain === undefined || isTotal ? {} : { grain }) }
}

/** `power per board`: the unit of a figure, of which nothing is told apart. */
const perPiece =
  /(?<=\b(?:power|energy|electricity|juice|kwh|current)\s+)(?:per|for\s+each)\s+\w+/giu

/** `which plant has`, `by plant`: those are told apart; `suppliers at every plant` are of all of them. */
const whichSite =
  /\bwhich\s+one\b|哪[个家座]?(?:工?厂|基地)|按(?:工?厂|基地)|\b(?:which|what|by|per)\s+(?:of\s+(?:the|our)\s+)?(?:\w+\s+)?(?:plants?|sites?|factor(?:y|ies))\b/iu
export const altogether = listed({
  zh: '合计 一共 总共 合起来 加起来 加一[块起] 合在?一起 (?<!各.{0,6})总和',
  en: 'together | combined | in total | altogether | taken together | summed up | put together',
})

/** `各供应商准时率`: the noun that is told apart begins the name of the metric. */
const nounsWithin = (said: string, mentions: Question['mentions']): string =>
  mentions
    .filter(({ entries }) => firstKind(entries) === 'metric')
    // `by days of stock`: a step of time is part of the name.
    .filter(({ text }) => !beginsWithStep.test(text))
    .map(
      ({ start, end }) =>
        `\n${said.slice(Math.max(0, start - (/[a-z]\W?$/iu.test(said.slice(0, start)) ? 4 : 3)), Math.min(end, start + 10))}\n`,
    )
    .join('')

const beginsWithStep = /^(?:days?|hours?|weeks?|months?)\b/iu

/** `throughput per hour`: the step is part of the unit, and splits nothing. */
function isUnit(id: string, mentions: Question['mentions'], text: string): boolean {
  const unit = mentions.flatMap(({ entries }) => entries[0]?.metric?.unit ?? [])[0] ?? ''
  const per = { hour: '/h', day: '/d' }[id]
  return per !== undefined && unit.endsWith(per) && !/[按逐各分]|\bby\b|\bhourly\b/iu.test(text)
}

/** `中班和夜班哪个班`: what is told apart is what was named. */
function ofShifts(dimension: Dimension, mentions: Question['mentions']): Dimension {
  const names = (kind: EntryKind) => mentions.filter(({ entries }) => firstKind(entries) === kind)
  const isShift = dimension === 'team' && names('shift').length > 1 && names('team').length === 0
  return isShift ? 'shift' : dimension
}

const everyOne =
  /\bacross\s+every\s+(?:single\s+)?|\b(?:across\s+)?all\s+(?:of\s+)?(?:the\s+)?|所有的?|全部的?/giu

/** `suppliers of all plants`: where they are, and no rows. */
const ofAllSites =
  /(?:,|\b(?:of|in|at|across|from))\s+(?:all|every|any)\s+(?:the\s+|our\s+)?(?:plants?|sites?|factor(?:y|ies))\b/iu

/** `the worst line`: a superlative with a bare noun asks for a breakdown by it. */
export function bareDimension({ rest }: Question): Dimension[] {
  const text = rest.replace(ofAllSites, ' ')
  const noun = words.breakdowns.find((one) => !one.isGrain && one.noun.test(text))
  return noun ? [noun.id as Dimension] : []
}
