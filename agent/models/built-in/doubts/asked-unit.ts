import { entryOf } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { withoutLimit } from '../slots/thresholds.ts'

/** In what an amount is asked for, and the units of metrics that are told in it. */
const amounts: [said: RegExp, units: RegExp][] = [
  [
    /(?<!哪)(?:多[久长](?!期)|(?:多少|几)个?(?:小时|钟头|分钟)|多少天|(?<![哪这那])几天)|\bhow\s+(?:long|many\s+(?:hours|minutes|days))\b/iu,
    /^(?:h|min|s|days)$/u,
  ],
  [
    /多少钱|几块钱|(?<!报废|废品)成本|费用|\bhow\s+much\s+(?:money|did\b.*\bcost|does\b.*\bcost)|\bin\s+(?:money|cash|euros?|dollars?|yuan|rmb)\b|[折换]算?成(?:欧元|美元|美金|人民币|钱)/iu,
    /^currency$/u,
  ],
  [/(?:多少|几)[次回趟](?![品数])|\bhow\s+many\s+times\b/iu, /^(?:count|turns)$/u],
  [/百分之[几多]|几成|\bwhat\s+(?:percent(?:age)?|%)/iu, /^(?:%|ppm)$/u],
  [
    /(?:多少|几)[件箱瓶片块只根]|\bhow\s+many\s+(?:\w+\s+)?(?:pieces|parts|bottles|boards|boxes|jars|pcs)\b/iu,
    /^(?:pieces|ppm)/u,
  ],
  // How many there are of what is named is no figure of it.
  [
    /(?:多少|几)(?:种|款|类)(?!.*(?:谁|哪))|\bhow\s+many\s+(?:different\s+|distinct\s+)?(?:products|kinds|types|materials|shifts|teams)\b/iu,
    /^things$/u,
  ],
  // What a ratio is made of may be summed; the ratio may not.
  [
    /总共|一共|合计|加起来|\bin\s+total\b|\baltogether\b/iu,
    /^(?:pieces|min|count|currency|%|h|days|turns)$/u,
  ],
]

/** What some metrics are about, and no others: a figure of one is no answer about another. */
const subjects: [said: RegExp, ids: RegExp][] = [
  [
    /计划(?!(?:性|停|保养|维护|员|内|外|中|单))|\bplan(?:ned)?\b(?!\s+(?:stop|down|maint))|\bquota\b/iu,
    /^(?:plan_attainment|schedule_adherence|on_time_delivery|allocation_efficiency)$/u,
  ],
  [/库存|\b(?:stock|inventory)\b/iu, /^(?:stock_days|inventory_turns)$/u],
  [/[用耗费]电|度电|能耗|\b(?:electricity|kwh)\b/iu, /^energy/u],
  [/百万|\bmillion\b/iu, /ppm$/u],
]

/** `how many hours does it run between failures`: a count of failures is another figure. */
export function isInOtherUnit(reading: Reading, { said, rest, lexicon }: Question): boolean {
  const { metrics, threshold } = reading
  if (threshold !== undefined) return false
  const isOfOther = subjects.some(
    ([about, fits]) => about.test(rest) && !metrics.some((id) => fits.test(id)),
  )
  if (isOfOther) return true
  const units = metrics.flatMap((id) => entryOf(lexicon, 'metric', id)?.metric?.unit ?? [])
  const text = withoutLimit(said)
  return amounts.some(([asks, fits]) => asks.test(text) && !units.some((unit) => fits.test(unit)))
}
