import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import * as ending from '../words/end-words.ts'
import { anyOf } from '../words/record-words.ts'
import { stops } from '../words/verb-parts.ts'

const reasons =
  /(?:停机|停线|停产|停工|停摆)?的?原因|\b(?:(?:stop(?:page)?s?|down-?time|loss|delay)\s+)?(?:reasons?|causes?|culprits?)\b/iu

const ofStopping =
  /停(?:机|线|工|产|摆)?的?原因|\b(?:stop(?:page)?s?|down-?time|loss)\s+(?:reasons|causes)\b/iu

/** Asks what took the time, as a thing that did something to a machine or to all. */
export const whatTookIt = anyOf(
  /(?:因为|为了?|由于|被)(?:什么|啥|哪些?).{0,4}停|停[^,,。]{0,8}(?:都?是?因为|由于)(?:什么|啥)|[停栽毁卡坏输耽]在(?:了)?(?:什么|啥|哪)|[停拖耽卡](?:误|住|了)*[^,,。]{0,6}(?:罪魁祸首|元凶|大头)/u,
  /时间(?:都|主要)?(?:丢|花|耗|浪费|损失|用|去|跑)(?:掉|在|到|了)*(?:哪|什么|啥)|(?:丢|损失|浪费|耽误|耗)(?:掉|了)?(?:的)?时间.{0,8}(?:原因|什么|啥|哪)/u,
  /\bwhat(?:'s|\s+is|\s+was|\s+has|\s+have)?(?:\s+(?:been|the\s+\w+|\w+ly|main|thing|that|did))*\s+(?:stop(?:s|ped|ping)?|halt(?:s|ed)?|h[eo]lds?|kept|keeps?|delay(?:s|ed)?|interrupt(?:s|ed)?)\b/u,
  /\bwhat\b.{0,40}\b(?:los[te]|lose|cost|costs|ate|eats?|took|takes?|stole|steals?|wast(?:es?|ed))\b.{0,40}\b(?:time|hours?|minutes?|down-?time)\b|\bwhere\s+(?:did|does|has|is)\s+(?:all\s+)?(?:the|our)\s+time\s+(?:go|gone|going)\b/u,
)
const lostTime = anyOf(
  /停|(?:丢|损失|浪费|耽误|耗)(?:掉|了)?(?:的)?时间|时间/u,
  /\b(?:stop\w*|h[eo]ld\w*|down-?time|delay\w*|lost|loss(?:es)?|time)\b/u,
  new RegExp(stops),
)
const often =
  /频繁|次数|最常|最勤|几次|多少次|\b(?:often|frequent(?:ly)?|times|count|common(?:est|ly)?|number\s+of\s+stops)\b/iu

/**
 * `what stopped us most`, `时间都丢在哪了`: the reasons of stops, the greatest first. One machine that
 * stands still now is another question, unless a time or an end of a ranking is named.
 */
export function readLosses({ said, rest }: Question, reading: Reading): Partial<Reading> | null {
  const { metrics, equipment, dimensions, window, grain, compare } = reading
  const [metric = 'downtime'] = metrics
  if (metrics.some((one) => !ofStops.has(one)) || grain !== undefined || compare !== undefined)
    return null
  if (dimensions.some((one) => one !== 'reason')) return null
  const ends = reading.order !== undefined || ending.habitual.test(said)
  const asksReason = (reasons.test(rest) && ends && lostTime.test(said)) || ofStopping.test(said)
  if (!asksReason && !whatTookIt.test(said)) return null
  const ofOne = equipment.some(({ level }) => level === 'machine')
  if (ofOne && oneStop.test(said)) return null
  const placed = [reading.sites, reading.teams, reading.shifts, equipment].some(
    ({ length }) => length > 0,
  )
  if (window === undefined && !ends && (ofOne || !placed)) return null
  const counted = often.test(said) ? 'stops' : 'downtime'
  return {
    ...{ intent: 'kpi', metrics: [metric === 'failures' ? metric : counted] },
    dimensions: ['reason'],
    order: ending.lowest.test(said) ? 'lowest' : 'highest',
  }
}
/** One stop of a machine is told by the machine. */
const oneStop =
  /(?:最近|最后|上)一?[次回趟]|刚才|刚刚|\b(?:last|latest|most\s+recent)\s+(?:stop|stoppage|time|breakdown|failure|fault|trip)\b/iu
const ofStops = new Set(['downtime', 'stops', 'failures'])
