import { besideItself, foretold, health, untilLimit, worn } from '../words/health-words.ts'
import { willLast } from '../words/no-records.ts'
import * as records from '../words/record-words.ts'
import * as words from '../words/words.ts'
import { isHowTo, plainWhy } from './of-figures.ts'
import type { Signs } from './signs.ts'

const { intents } = words

/** How well machines are, and for how long: not how that is looked after, which papers tell. */
export function isHealth({ says, has }: Signs): boolean {
  if (has.product || says(intents.why) || says(records.ticketNouns)) return false
  // `是趴窝了还是在转着`: whether it runs now.
  if (has.machine && says(/还是.{0,3}[跑转动开]/u)) return false
  if (has.machine && says(untilLimit) && !has.metric) return true
  if (has.machine && says(besideItself) && !has.metric) return true
  if (!has.metric && says(willLast) && (has.machine || says(worn))) return true
  return (says(foretold) || (!has.metric && says(health))) && !says(intents.howto)
}

/** What the one machine that is named tells of itself, by whatever words; not how to mend it. */
export function isOfMachine(signs: Signs): boolean {
  const { says, saysBeside, has } = signs
  if (has.metric || isHowTo(signs) || isCause(signs)) return false
  if (has.class) return says(intents.telling) && !says(words.howManyOf)
  return has.machine && (has.tag || saysBeside(intents.telling) || says(intents.state))
}

export function isCause({ says, has, aboutStops, ranked }: Signs): boolean {
  // Which machines stand still is told with why each does.
  if (!has.equipment && !has.window && says(whichOnes)) return false
  if (has.metric && !aboutStops) return false
  if (ranked && !says(plainWhy)) return false
  if (says(intents.why)) {
    return has.equipment || (says(intents.stopped) && !says(/停机时[间长]|downtime/iu))
  }
  return says(intents.causeNoun) && has.equipment && !ranked && !has.window
}

const whichOnes =
  /哪些?[几]?[台条个]?(?:机器|设备|机台|机床|产线|线)|\b(?:which|what)\s+(?:machines|equipment|lines)\b/iu

/** Words for how much of a stop, not whether. */
const amounts =
  /停机时[间长]|停机率|多[久长]|多少|次数|\bdowntime\b|\bhow\s+(?:long|much|many|often)\b/iu

const stillStands = /停.{0,2}多(?:久|长时间)了/u
/** When it stopped last is told by the machine. */
const lastStop =
  /(?:上|最近|最后)一?[次回].{0,4}停.{0,4}(?:什么时候|啥时候|几点|哪天|何时)|(?:什么时候|啥时候|几点|何时)停的/u
export function isState({ says, has, aboutStops, ranked, broken }: Signs): boolean {
  if (has.machine && !has.window && (says(stillStands) || says(lastStop))) return true
  if (has.metric && (!aboutStops || has.window || ranked)) return false
  const now = says(/现在|当前|目前|此刻|\bright\s+now\b|\bcurrently\b/iu) && !says(amounts)
  if (has.metric && !now && !says(/了吗|着吗|了没|了[?？]?$|\bis\b|\bare\b/iu)) return false
  const asked = says(intents.state) || says(intents.stopped)
  return (
    asked &&
    (has.equipment ||
      broken ||
      says(
        /恢复|还停|还在\s*(?:跑|转|动|运行|运转|running)|\bstill\s+running\b|又?好了[吗没]|\banything\b|[几多]少?台|机器|设备|机床|产线|machines?|lines?|equipment/iu,
      ))
  )
}
