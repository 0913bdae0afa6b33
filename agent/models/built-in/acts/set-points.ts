import { editDistance } from '../../../../base/near.ts'
import type { Entry } from '../lexicon/entry.ts'
import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import type { SetPointReading } from './asked-change.ts'

const value = '(-?\\d+(?:\\.\\d+)?)\\s*([^\\s,,。;;!!]*)'
const sets = new RegExp(
  [
    `(?:[设调改升降提加减])(?:[高低大小快慢定])?(?:到|成|为|至)\\s*${value}`,
    `\\b(?:set|change|raise|lower|increase|decrease|reduce|adjust|turn|bring|drop|move|put)\\b[^?]*?\\bto\\s+${value}`,
  ].join('|'),
  'iu',
)

/** `回流炉温度往下调一点`, `turn the chain speed of reflow oven 2 down a bit`: in which direction, not how far. */
const quantity =
  '(?:温度?|炉温|[带链转流车]?速度?|压力|扭矩|张力|流量|真空度?|功率|temp(?:erature)?s?|speed|pressure|torque|tension|flow|power|feed(?:\\s+rate)?)'
const nudges = new RegExp(
  [
    `${quantity}[^,,。??]{0,6}(?:往[上下]|再|稍微|略)?[调升降提加减][高低大小快慢]?(?:一?点|一?些|一?丢丢|一?下)`,
    `(?:往[上下]|稍微|略微?)[调升降提加减][^,,。??]{0,8}${quantity}`,
    `\\b(?:turn|bring|nudge|tweak|adjust|raise|lower|increase|reduce|drop)\\b[^?]*\\b${quantity}\\b[^?]*\\b(?:up|down|a\\s+(?:bit|little|touch|notch|tad)|slightly)\\b`,
    `\\b(?:turn|bring|nudge)\\s+(?:up|down)\\b[^?]*\\b${quantity}\\b`,
  ].join('|'),
  'iu',
)

/**
 * `set the chain speed of reflow oven 2 to 83 cm/min`: a parameter of the one machine that is named, by its name.
 * Nothing here acts on a machine: it becomes a proposal, and the tool holds it to the limits that engineering gave.
 */
export function readSetPoint(
  { said, lexicon }: Pick<Question, 'said' | 'lexicon'>,
  { equipment, ambiguous }: Reading,
): SetPointReading | null {
  const meant = new Set([...equipment, ...(ambiguous?.choices ?? [])].map(({ id }) => id))
  const found = sets.exec(said)
  if (found === null && meant.size > 0 && nudges.test(said)) return { kind: 'parameter' }
  if (found === null || equipment.length > 1) return null
  const [amount = '', unit = ''] = found.slice(1).filter((part) => part !== undefined)
  const named = lexicon.entries.filter(
    (one) =>
      one.kind === 'parameter' &&
      (meant.size === 0 || meant.has(one.on ?? '')) &&
      isNamed(one, said),
  )
  const [parameter] = named
  if (parameter === undefined || named.some(({ id }) => id !== parameter.id)) return null
  const own = parameter.unit ?? ''
  return {
    kind: 'parameter',
    parameter: parameter.id,
    value: Number(amount),
    unit: isSaidFor(unit, own) ? own : unit,
  }
}

/** `presure`, `temp`: a slip in a word of it, or the first letters. */
function isNamed({ zh, en }: Entry, said: string): boolean {
  if (said.includes(zh)) return true
  const words = said.toLowerCase().match(/[a-z]+/gu) ?? []
  return en
    .toLowerCase()
    .split(' ')
    .every((own) => words.some((word) => isWordOf(word, own)))
}
const isWordOf = (word: string, own: string): boolean =>
  word === own ||
  (word.length > 3 && own.startsWith(word)) ||
  (own.length > 4 && editDistance(word, own) <= 1)

/** Another unit than its own is passed on as it was said, for the tool to refuse by name. */
const isSaidFor = (said: string, own: string): boolean =>
  said === '' ||
  said.toLowerCase() === own.normalize('NFKC').toLowerCase() ||
  (said === '度' && own.endsWith('C'))
