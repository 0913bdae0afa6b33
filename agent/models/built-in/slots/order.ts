import type { Entry } from '../lexicon/entry.ts'
import type { Reading } from '../reading.ts'
import { countOf } from '../time/calendar.ts'
import * as ending from '../words/end-words.ts'
import { fails } from '../words/verb-parts.ts'
import type { Question } from './question.ts'

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
  new RegExp(`\\b(?:which|what)\\s+${spelt}\\s+(?:${rows})\\b`, 'iu'),
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
