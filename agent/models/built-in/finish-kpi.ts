import { dimensionsOf } from './arguments/figures.ts'
import type { Entry, MetricFacts } from './lexicon/entry.ts'
import { entryOf, type Lexicon } from './lexicon/lexicon.ts'
import type { EquipmentReading, Grain, Reading } from './reading.ts'
import { bareDimension } from './slots/breakdown.ts'
import type { Question } from './slots/question.ts'
import { readThreshold, withoutLimit } from './slots/thresholds.ts'
import { grainFor } from './time/grain.ts'
import { anyOf } from './words/record-words.ts'
import * as words from './words/words.ts'

/** What only a question about figures has: grain, order and breakdown belong together. */
export function finishKpi(reading: Reading, question: Question): Reading {
  const { said, lexicon } = question
  const metric = entryOf(lexicon, 'metric', reading.metrics[0] ?? '')
  const supported = metric?.metric?.dimensions ?? []
  const kpi: Reading = { ...reading, dimensions: [...reading.dimensions] }
  withoutNeedlessScope(kpi, supported)
  withBreakdown(kpi, question, supported)
  // "A against B" compares the two named, not two periods.
  const named = [kpi.sites, kpi.equipment, kpi.teams, kpi.shifts, kpi.products, kpi.suppliers]
  const things = named.some((slot) => slot.length > 1) || words.enumerated.test(said)
  const comparesThings = things && question.times.length < 2
  const apart = comparesThings && !words.comparesTime.test(said)
  if (apart && kpi.moved === undefined) delete kpi.compare
  const isDrawn = words.drawn.test(said) && !kpi.order && !kpi.compare && isOneFigure(kpi)
  const isSeries = isDrawn || words.trends.test(said)
  // `up or down against the week before`: of two figures, which no series tells.
  const isEither = kpi.compare !== undefined && either.test(said)
  if (isSeries && !isEither && !kpi.grain && question.times.length < 2) kpi.grain = grainFor(kpi)
  // `units per hour`: the step is part of the unit, and splits nothing.
  const isPerHour = metric?.metric?.unit.endsWith('/h') ?? false
  if (isPerHour && kpi.grain === 'hour' && !/[按逐各分]|\bby\b|\bhourly\b/iu.test(said))
    delete kpi.grain
  if (!comparesThings && movedAtAll(kpi, said)) kpi.compare = 'previous'
  if (words.controlCharts.test(said)) withControl(kpi)
  withThreshold(kpi, question, metric?.metric)
  withoutOnly(kpi)
  if (
    !kpi.window &&
    /现在|当前|目前|此刻|眼下|这会儿|\b(?:currently|right\s+now|current|at\s+the\s+moment|as\s+of\s+now|at\s+present)\b/iu.test(
      said,
    )
  ) {
    kpi.window = { kind: 'named', name: 'today' }
  }
  return kpi
}

const either = anyOf(words.eitherWay, /\b(?:higher|lower)\s+or\b/u)

/** `did the yield improve last month?`: beside the month before. */
const movedAtAll = ({ compare, grain, order, metrics, ...scope }: Reading, said: string): boolean =>
  metrics.length === 1 &&
  [compare, grain, order].every((one) => one === undefined) &&
  scope.dimensions.length === 0 &&
  words.asksYesOrNo.test(said) &&
  words.intents.moved.test(said) &&
  !words.intents.why.test(said)

/** `is the night shift lowest, by shift?`: a ranking of the one that is named would have one row. */
function withoutOnly(kpi: Reading): void {
  const [dimension, ...more] = kpi.dimensions
  if (kpi.order === undefined || more.length > 0) return
  const [one, ...others] = kpi.equipment
  if (one !== undefined && others.length === 0 && one.level === dimension)
    Object.assign(kpi, { sites: [one.siteId], equipment: [] })
  const slot = {
    shift: 'shifts',
    team: 'teams',
    product: 'products',
    supplier: 'suppliers',
  } as const
  if (dimension === undefined || !(dimension in slot)) return
  const named = kpi[slot[dimension as keyof typeof slot]]
  if (named.length === 1) kpi[slot[dimension as keyof typeof slot]] = []
}

const isOneFigure = (kpi: Reading): boolean =>
  kpi.metrics.length === 1 && dimensionsOf(kpi).length === 0

const countsReason = new Set(['setup_ratio', 'plan_attainment', 'schedule_adherence'])
function withoutNeedlessScope(kpi: Reading, supported: string[]): void {
  // `锡膏印刷 2号印刷机`: what the machine works with says no more than the machine.
  if (kpi.equipment.length > 0 && !supported.includes('material')) kpi.materials = []
  // `换型占比`: what the metric counts is no filter of it.
  if (countsReason.has(kpi.metrics[0] ?? '')) kpi.reasons = []
  if (kpi.ambiguous?.all) {
    kpi.equipment = [...kpi.equipment, ...kpi.ambiguous.choices.map(memberOf)]
    delete kpi.ambiguous
  }
}

/** What the rows are, where the question names it in another way than `by line`. */
function withBreakdown(kpi: Reading, question: Question, supported: string[]): void {
  const { said, times } = question
  const aboutReasons = [/帕累托|\bpareto\b/iu, words.intents.causeNoun, words.intents.why]
  const bare = () => kpi.dimensions.length === 0
  if (bare() && supported.includes('reason') && aboutReasons.some((one) => one.test(said))) {
    kpi.dimensions = ['reason']
    kpi.order ??= 'highest'
  }
  if (bare() && !kpi.grain && /分别|\brespectively\b/iu.test(said)) {
    kpi.dimensions = bareDimension(question)
  }
  if (bare() && kpi.order && !kpi.grain) {
    const step = rankedStepIn(question)
    if (step !== undefined) kpi.grain = step
    else if (/什么时候|何时|\bwhen\b/iu.test(said)) kpi.grain = grainFor(kpi)
    else kpi.dimensions = bareDimension(question)
    if (bare()) kpi.dimensions = onlyRows(kpi, supported)
    // `车削线里谁最低`: the machines of the line.
    const ofLine = kpi.equipment.length === 1 && kpi.equipment[0]?.level === 'line'
    const isOfNone = dimensionsOf(kpi).length === 0
    if (isOfNone && ofLine && /谁|\bwho\b/iu.test(said)) kpi.dimensions = ['machine']
  }
  if (bare() && comparesAll.test(said) && times.length < 2) {
    kpi.dimensions = bareDimension(question)
    if (!bare()) delete kpi.compare
  }
}

/** `the worst day for it`, `our best two weeks`: what is ranked are steps of time. */
export const rankedStepIn = ({ rest }: Question): Grain | undefined =>
  rankedStep.exec(rest)?.[1]?.toLowerCase() as Grain | undefined
const rankedStep =
  /\b(?:best|worst|top|bottom|\w{3,}est)\s+(?:(?:\d+|two|three|four|five|single|whole)\s+)?(hour|day|week|month)s?\b/iu

/** Of these figures nothing else can be told apart; one that is named has no rows. */
const onlyRows = ({ suppliers, materials }: Reading, supported: string[]): Reading['dimensions'] =>
  suppliers.length + materials.length === 1
    ? []
    : (['supplier', 'material'] as const).filter((one) => supported.includes(one)).slice(0, 1)

/** `compare the plants`: with one another, not with the time before. */
const comparesAll =
  /\bcompar\w*\b.*\b(?:plants|sites|factories|lines|machines|teams|crews|shifts|products|suppliers|vendors)\b|\bhow\s+(?:do|did|are|were|have)\s+(?:the|our|all|my)\s+(?:\w+\s+)?(?:plants|sites|factories|lines|machines|teams|crews|shifts|products|suppliers)\b/iu

/** A figure of an area is that of its lines, told as one. */
export function linesOfArea({ equipment }: Reading, { entries }: Lexicon): Partial<Reading> {
  const [area, ...more] = equipment
  if (area?.level !== 'area' || more.length > 0) return {}
  const lines = entries.filter(({ siteId, areaId }) => siteId === area.siteId && areaId === area.id)
  return lines.length === 0 ? {} : { equipment: lines.map(memberOf), wholeArea: true }
}

/** Limits are those of one series. */
function withControl(kpi: Reading): void {
  kpi.grain ??= grainFor(kpi)
  kpi.dimensions = []
  delete kpi.compare
  if (kpi.metrics.length === 1) kpi.chart = 'control'
}

type Member = Pick<Entry, 'id' | 'siteId' | 'level'>
const memberOf = ({ id, siteId, level = 'machine' }: Member): EquipmentReading => ({
  ...{ id, siteId: siteId ?? '', level },
})

/** `not once on time`, `more than a few`: a limit without a number. */
export const fuzzyLimit =
  /达不?到?标(?!准|杆)|一[次回个件]都没|从没|从未|(?:超过|低于|不到|少于|多于)(?:好?几|若干|平均|目标|标准|上限|下限)|\bnever\b|\bnot\s+(?:even\s+)?once\b|\b(?:more|less|fewer)\s+than\s+(?:a\s+few|a\s+couple|several|average|usual|normal|the\s+(?:target|average|plan|limit))\b|\b(?:above|below|over|under)\s+(?:the\s+)?(?:target|average|limit|standard)\b/iu

/** `低于98的有几天`: the rows are days. */
const daysOf = /的?(?:日子|那?些?天|[有是]?(?:几|多少|哪些|哪几)天)/u

/** Nobody says what: machines are what stands still, scraps and breaks. */
const anything =
  /以[上下内]的(?=[,,。??]|$)|有没有(?![达超到高低过])|有无|任何|什么东西|谁|哪些|\b(?:any(?:thing)?|who|what)\b/iu

/** `days with more than 30`, `more than 3 on any day`. */
const limitedStep = /\b(hour|day|week|month)s\b|\b(?:any|a\s+single)\s+(hour|day|week|month)\b/u

/** Only a breakdown has rows to choose among. */
function withThreshold(kpi: Reading, question: Question, metric: MetricFacts | undefined): void {
  const threshold = readThreshold(question.rest, metric)
  if (threshold === null) {
    if (fuzzyLimit.test(question.rest)) kpi.threshold = 'unclear'
    return
  }
  if (kpi.dimensions.length === 0 && !kpi.grain) kpi.dimensions = bareDimension(question)
  if (kpi.dimensions.length === 0 && !kpi.grain)
    kpi.dimensions = onlyRows(kpi, metric?.dimensions ?? [])
  const stepSaid = withoutLimit(question.rest).replace(daysOf, ' days ')
  const [, some, any] = limitedStep.exec(stepSaid.toLowerCase()) ?? []
  const step = some ?? any
  if (kpi.dimensions.length === 0 && step !== undefined) kpi.grain ??= step as Grain
  const isOpen =
    kpi.dimensions.length === 0 &&
    !kpi.grain &&
    kpi.equipment.every(({ level }) => level === 'line')
  if (isOpen && anything.test(question.said) && metric?.dimensions.includes('machine')) {
    kpi.dimensions = ['machine']
  }
  delete kpi.compare
  const rows = dimensionsOf(kpi).length > 0 || kpi.grain !== undefined
  kpi.threshold = rows ? threshold : 'unclear'
}
