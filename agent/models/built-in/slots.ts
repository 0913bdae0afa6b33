import type { Entry, EntryKind } from './lexicon/entry.ts'
import type { Lexicon } from './lexicon/lexicon.ts'
import { type Mention, namesakes } from './lexicon/terms.ts'
import type { Dimension, EquipmentReading, Grain, Reading } from './reading.ts'
import { withoutLimit } from './thresholds.ts'
import { countOf, type Today } from './time/calendar.ts'
import type { TimePhrase } from './time/time.ts'
import * as ending from './words/end-words.ts'
import { listed } from './words/listed.ts'
import { fails } from './words/verb-parts.ts'
import * as words from './words/words.ts'

export type Question = {
  /** As it was typed. */
  said: string
  /** The same with every known name and every span of time blanked out. */
  rest: string
  times: TimePhrase[]
  mentions: Mention<Entry>[]
  lexicon: Lexicon
  today: Today
}

const precedence: EntryKind[] = [
  'metric',
  'site',
  'equipment',
  'team',
  'shift',
  'product',
  'reason',
  'supplier',
  'material',
  'class',
]

const firstKind = (entries: Entry[]): EntryKind | undefined =>
  precedence.find((one) => entries.some((entry) => entry.kind === one))

/** What each mention means, by kind; a name of several kinds means the first of them. */
export function entriesOf(question: Pick<Question, 'mentions'>, kind: EntryKind): Entry[][] {
  return question.mentions
    .map(({ entries }) => entries.filter((entry) => entry.kind === firstKind(entries)))
    .filter((entries) => entries[0]?.kind === kind)
}

export function idsOf(question: Question, kind: EntryKind): string[] {
  return [...new Set(entriesOf(question, kind).flatMap((entries) => entries.slice(0, 1)))]
    .map(({ id }) => id)
    .filter((id, at, all) => all.indexOf(id) === at)
}

type Found = Pick<Reading, 'equipment' | 'ambiguous'>

/** Machines and lines; one name for things of several sites needs a site, or a question back. */
export function readEquipment(question: Question, sites: string[]): Found {
  const equipment: EquipmentReading[] = []
  let ambiguous: Reading['ambiguous']
  for (const mention of question.mentions) {
    const isHere = ({ siteId }: Entry) => sites.length === 0 || sites.includes(siteId ?? '')
    const called = mention.entries.filter((entry) => entry.kind === 'equipment')
    // `东莞三号线`: the site's own, though another's bears that name.
    const others = called.some(isHere) ? [] : namesakes(mention.text, question.lexicon.index)
    const own = others.filter((entry) => entry.kind === 'equipment' && isHere(entry))
    const all = own.length > 0 ? own : called
    if (firstKind(mention.entries) !== 'equipment') continue
    const here = all.filter(isHere)
    // The same words may name a class of the site that is spoken of.
    if (here.length === 0 && mention.entries.some((one) => one.kind === 'class' && isHere(one))) {
      ambiguous ??= classOf(mention, question.lexicon, sites)
      continue
    }
    const fits = here.length > 0 ? here : all
    // `packing machine DG-PKG-01` names one machine twice.
    if (fits.length === 1) {
      const known = new Set(equipment.map(({ id }) => id))
      equipment.push(...fits.filter(({ id }) => !known.has(id)).map(equipmentReading))
    } else ambiguous ??= { said: mention.text, choices: fits.map(choiceOf) }
  }
  const meant = ambiguous?.choices.find(({ id }) => equipment.some((one) => one.id === id))
  if (meant !== undefined) ambiguous = undefined
  // `SMT line 1 vs line 2`: the other one of the same site.
  const [kin, ...others] = (ambiguous?.choices ?? []).filter(
    ({ siteId, level }) => siteId === equipment[0]?.siteId && level === equipment[0]?.level,
  )
  if (kin !== undefined && others.length === 0) {
    equipment.push(equipmentReading(kin))
    ambiguous = undefined
  }
  const classes = question.mentions
    .filter(({ entries, end }) => firstKind(entries) === 'class' && !namesNext(question, end))
    .flatMap((one) => classOf(one, question.lexicon, sites) ?? [])
  ambiguous ??= classes.length === 0 ? undefined : ofClasses(classes)
  const ofClass = ambiguous?.all === true ? ambiguous.choices : []
  // `the washer`, where there is one.
  if (ofClass.length === 1 && equipment.length === 0)
    return { equipment: ofClass.map(equipmentReading) }
  return ambiguous === undefined ? { equipment } : { equipment, ambiguous }
}

/** `grinder SZ-GRD-01`: the noun says what the machine behind it is, and asks for no other. */
const namesNext = ({ said, mentions }: Question, end: number): boolean =>
  mentions.some(
    ({ start, entries }) =>
      start >= end && firstKind(entries) === 'equipment' && said.slice(end, start).trim() === '',
  )

/** The machines of a class that is named: which of them is meant must be asked, except for a figure. */
function classOf(
  { text: said, entries }: Mention<Entry>,
  lexicon: Lexicon,
  sites: string[],
): Reading['ambiguous'] {
  const here = entries.filter(
    ({ kind, siteId }) => kind === 'class' && (sites.length === 0 || sites.includes(siteId ?? '')),
  )
  const choices = lexicon.entries
    .filter(({ kind, id, siteId }) =>
      here.some(
        (one) => kind === 'equipment' && one.siteId === siteId && one.members?.includes(id),
      ),
    )
    .map(choiceOf)
  return choices.length === 0 ? undefined : { said, choices, all: true }
}

/** `the lathes vs the machining centres`: the machines of both. */
const ofClasses = (classes: NonNullable<Reading['ambiguous']>[]): Reading['ambiguous'] => ({
  said: classes.map(({ said }) => said).join(', '),
  choices: classes
    .flatMap(({ choices }) => choices)
    .filter(({ id }, at, all) => all.findIndex((one) => one.id === id) === at),
  all: true,
})

const equipmentReading = ({
  id,
  siteId,
  level,
}: Pick<Entry, 'id' | 'siteId' | 'level'>): EquipmentReading => ({
  ...{ id, siteId: siteId ?? '', level: level ?? 'machine' },
})

const choiceOf = ({ id, siteId, zh, en, level }: Entry) => ({
  ...{ id, siteId: siteId ?? '', zh, en },
  ...(level === undefined ? {} : { level }),
})

/** Shifts that the question names. */
export const saidShifts = (question: Question): Entry[] =>
  entriesOf(question, 'shift').flatMap((entries) => entries.slice(0, 1))

export const nightShifts = ({ lexicon }: Question): Entry[] =>
  lexicon.entries
    .filter(({ kind, zh, en }) => kind === 'shift' && /夜|night/iu.test(zh + en))
    .slice(0, 1)

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
  const rows = inAll || isOfAll ? [other.id as Dimension] : named.length > 0 ? named : others
  const told = isSum ? [] : rows
  const dimensions = told.map((one) => ofShifts(one, mentions))
  return { dimensions, ...(grain === undefined ? {} : { grain }) }
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
  /\b(?:of|in|at|across|from)\s+(?:all|every|any)\s+(?:the\s+|our\s+)?(?:plants?|sites?|factor(?:y|ies))\b/iu

/** `the worst line`: a superlative with a bare noun asks for a breakdown by it. */
export function bareDimension({ rest }: Question): Dimension[] {
  const text = rest.replace(ofAllSites, ' ')
  const noun = words.breakdowns.find((one) => !one.isGrain && one.noun.test(text))
  return noun ? [noun.id as Dimension] : []
}

/** `longest on top`: how the rows stand, and no second end. */
const onTop = /(?<=\b(?:\w{3,}est|most|least|worst)(?:\s+ones?)?)\s+(?:on|at\s+the)\s+top\b/giu

export function readOrder(question: Question, metric: Entry | undefined): Reading['order'] {
  const said = question.said.replace(onTop, '')
  const goodIsHigh = metric?.metric?.better !== 'down'
  const ofReasons = metric?.metric?.dimensions.includes('reason') && causes.test(question.rest)
  const isMuch = ending.highest.test(said) || ending.ranking.test(said)
  if (ofReasons && !ending.lowest.test(said) && (isMuch || ending.best.test(said))) return 'highest'
  // Who is late most often is on time least.
  const inverted = goodIsHigh && delays.has(metric?.id ?? '') && ending.lateness.test(said)
  if (inverted && /\blatest\b/iu.test(said)) return 'lowest'
  if (inverted && (isMuch || ending.habitual.test(said) || ending.worst.test(said))) return 'lowest'
  if (inverted && ending.lowest.test(said)) return 'highest'
  if (metric?.id === 'mtbf' && failing.test(said) && (isMuch || ending.lowest.test(said)))
    return ending.lowest.test(said) ? 'highest' : 'lowest'
  if (ending.lowest.test(said)) return 'lowest'
  if (ending.worst.test(said)) return goodIsHigh ? 'lowest' : 'highest'
  if (ending.best.test(said)) return goodIsHigh ? 'highest' : 'lowest'
  if (isMuch) return 'highest'
  if (ending.habitual.test(said)) return goodIsHigh ? 'lowest' : 'highest'
  return undefined
}
const causes = /原因|\b(?:reasons?|causes?)\b/iu
/** Whoever fails least goes longest between failures. */
const failing = new RegExp(
  `(?:坏|出?故障)(?:得|的|次数)?最[多少]|${fails}.{0,12}\\b(?:least|most|rarely)\\b|\\b(?:least|most|fewest)\\b.{0,12}${fails}`,
  'iu',
)
const delays = new Set(['supplier_on_time', 'on_time_delivery', 'schedule_adherence'])

const count = '(\\d+|[二两三四五六七八九十]+)'
const spelt = '(\\d+|two|three|four|five|six|seven|eight|nine|ten)'
const rows = 'machines|lines|teams|products|shifts|suppliers|reasons|plants|sites'

/** How many rows of a ranking are asked for. */
export const limits: RegExp[] = [
  new RegExp(`(?:倒数|最后|垫底的?|后)\\s*${count}\\s*[名位个台条种家]`, 'u'),
  new RegExp(`\\b${spelt}\\s+(?:${rows})\\s+(?:with|which|that|who)\\b`, 'iu'),
  // `lowest first, just five`.
  new RegExp(
    `\\b(?:just|only)\\s+(?:the\\s+first\\s+)?${spelt}(?:\\s+of\\s+them)?(?=[\\s.?!]*$)`,
    'iu',
  ),
  new RegExp(`\\b${spelt}\\s+(?:worst|best|\\w{3,}est)\\b`, 'iu'),
  /前\s*(\d+|[一二两三四五六七八九十]+)(?![\d一二三四五六七八九十]|\s*个?\s*(?:[天日周月年班]|星期|小时))/u,
  new RegExp(`最(?!近)\\p{Script=Han}{1,3}?的?\\s*${count}\\s*[个台条种]`, 'u'),
  new RegExp(
    `\\b(?:(?:bottom|worst|best|first|lowest|highest|biggest|largest|smallest|longest|shortest|weakest|slowest)\\s+|top\\s*)${spelt}\\b`,
    'iu',
  ),
]

export function readLimit({ said }: Question): number | undefined {
  const found = limits.map((one) => one.exec(said)?.[1]).find((one) => one !== undefined)
  const limit = found === undefined ? 0 : countOf(found)
  return limit > 0 ? limit : undefined
}
