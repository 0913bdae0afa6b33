import type { MetricFacts } from '../lexicon/entry.ts'

/** Which rows of a breakdown are asked for, in the metric's own unit. */
export type Threshold = { side: 'below' | 'above'; value: number; said: string }

const below = [
  '低于|短于|早于|慢于|[低少小短]过|小于|少于|不到|不足|不够|不及|不满|未满|跌破|跌到|掉到|未达到?|没有?到|没有?达到?|达不到|没过|没上|上不了|[撑顶够熬]不(?:上|着|到|过|了|住)|[过破]不了|不超过|至多|顶多|<=?|≤',
  '\\b(?:below|under|less\\s+than|lower\\s+than|fewer\\s+than|short\\s+of|shy\\s+of|south\\s+of|beneath|no\\s+more\\s+than|at\\s+most|miss(?:ed|es|ing)?|(?:not|\\w+n\\W?t|failed\\s+to|never|unable\\s+to)\\s+(?:even\\s+)?(?:reach(?:ed)?|hit|make|made|meet|met|crack|clear|break|g[eo]t\\s+(?:to|above|over|past)))',
].join('|')
const above = [
  '不止|高于|长于|快于|[高多大长]过|大于|多于|超过|超出|超|突破|冲破|(?<![跌打损没])破|至少|起码|不[低少]于|(?<![修坏停报做打走错经以])(?:过了?|上了)(?=\\s*[\\d.]+\\s*(?:%|个?百分点|个点|个?小时|个?钟头|分钟|次|件))|>=?|≥',
  '\\b(?:above|over|more\\s+than|higher\\s+than|greater\\s+than|worse\\s+than|better\\s+than|longer\\s+than|at\\s+least|no\\s+less\\s+than|minimum\\s+of|in\\s+excess\\s+of|north\\s+of|upwards\\s+of|beyond|exceed(?:s|ed|ing)?|top(?:s|ped|ping))',
].join('|')
const number = '(?<![\\d.])(\\d+(?:\\.\\d+)?)(?!\\d)'
const unit =
  '(%|个?百分点|个点(?!钟)|个?小时|个?钟头?|分钟|秒|件|瓶|块|片|箱|[次回趟遍]|天|个|points?\\b|pp\\b|hours?\\b|hrs?\\b|h\\b|minutes?\\b|mins?\\b|seconds?\\b|pcs\\b|pieces\\b|parts\\b|times\\b|days?\\b|bottles\\b|boards\\b|per\\s*cent\\b|percent\\b|pct\\b)?'
const before = new RegExp(
  // `did not reach a quality ratio of 98%`: the name of the figure between them is blanked out.
  `(?<word>${below}|${above})\\s*(?:了|百分之|(?:an?|the|its|their)?\\s{3,}(?:of|at)\\s)?\\s*${number}\\s*${unit}`,
  'iu',
)
/** `90%以下`, `5% or more`. */
const after = new RegExp(
  `${number}\\s*${unit}\\s*(?<word>都(?:不到|不足|没到|没有到?|没达到?|达不到|上不了)|(?:及|或)?(?:以上|以下|以内|往上|往下|朝上|朝下|开外|起步|打底)|\\b(?:or\\s+(?:more|less|fewer|higher|lower|above|below|over|under)|plus|and\\s+(?:up|above|over|below|under)|upwards)\\b|\\+|(?:\\w+[\\s-]){0,3}or\\s+(?:better|worse)\\b)`,
  'iu',
)
const isBelow = new RegExp(
  `^(?:都?(?:${below})|.*(?:以下|以内|往下|朝下|less|fewer|lower|below|under))`,
  'iu',
)

/** The words of a limit, whatever it is set to. */
export const limitIn = (text: string): string | undefined =>
  (before.exec(text) ?? after.exec(text))?.[0].trim()

const bareValue = new RegExp(
  `^(?:那么?|要是|如果|换成|改成|(?:and|what\\s+about|how\\s+about)\\s+)?\\s*(${number}\\s*${unit})的?\\s*呢?\\s*[??]?$`,
  'iu',
)

/** `1%呢` after `超过3%`: the limit of before with this value; null where no value alone is said. */
export function otherValue(
  limit: Threshold,
  said: string,
  metric: MetricFacts | undefined,
): Threshold | 'unclear' | null {
  const value = bareValue.exec(said.trim())?.[1]
  if (value === undefined) return null
  return readThreshold(limit.said.replace(new RegExp(`${number}\\s*${unit}`, 'iu'), value), metric)
}

/** `more than 10 hours` is no time of day. */
export const withoutLimit = (text: string): string => text.replace(before, ' ').replace(after, ' ')

/** The limit that a question sets, null for none; `unclear` where its unit is not the metric's. */
export function readThreshold(
  rest: string,
  metric: MetricFacts | undefined,
): Threshold | 'unclear' | null {
  const found = before.exec(rest) ?? after.exec(rest)
  if (found === null) return null
  const word = found.groups?.word ?? ''
  const [digits = '', spoken = ''] = found.slice(1).filter((one) => one !== word)
  const factor = factorTo(metric?.unit ?? '', isPercent.test(spoken) ? '%' : spoken)
  if (factor === null) return 'unclear'
  const side = sideOf(word, metric)
  return { side, value: Number(digits) * factor, said: found[0].trim() }
}

/** `98% or better`: which side is better, the metric says. */
function sideOf(word: string, metric: MetricFacts | undefined): Threshold['side'] {
  const [, judged] = /(better|worse)(?:\s+than)?$/iu.exec(word) ?? []
  if (judged === undefined) return isBelow.test(word) ? 'below' : 'above'
  return (metric?.better === 'down') === (judged.toLowerCase() === 'better') ? 'below' : 'above'
}

const isPercent = /^(?:percent|per\s*cent|pct|points?|pp|个?百分点|个点)$/iu

const seconds: [RegExp, number][] = [
  [/分钟|^min/iu, 60],
  [/小时|钟|^h/iu, 3600],
  [/秒|^sec/iu, 1],
]

function factorTo(unit: string, said: string): number | null {
  const spoken = seconds.find(([words]) => words.test(said))?.[1]
  const own = { h: 3600, min: 60, s: 1 }[unit]
  if (spoken !== undefined) return own === undefined ? null : spoken / own
  if (own !== undefined) return said === '' ? 1 : null
  if (unit === '%') return said === '%' || said === '' ? 1 : null
  return said === '%' ? null : 1
}
