import type { Reading, WindowReading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { withoutLimit } from '../slots/thresholds.ts'
import { bareNumber } from '../thread/siblings.ts'
import * as words from '../words/words.ts'
import {
  countOf,
  dateOf,
  daysBetween,
  monthRange,
  monthsRange,
  nearWeek,
  range,
  shifted,
} from './calendar.ts'
import { readWindow } from './time.ts'
import { localDates, untimed } from './windows.ts'

const stepBack =
  /再?[前上](?:面)?(?:那)?一?个?(周|星期|礼拜|天|日|月)(?![一二三四五六日天末])|\b(?:the\s+)?(weekend|week|day|month|quarter)\s+before\b(?!\s+(?:last|yesterday))/iu

/** `and 47?` after `week 46`: another week of the same year. */
export function otherWeek({ question }: Reading, { said, today }: Question): WindowReading | null {
  const number = weekByNumber.test(question) ? bareNumber.exec(said.trim())?.[1] : undefined
  return number === undefined ? null : readWindow(`week ${countOf(number)}`, today)
}
const weekByNumber = /第\d{1,2}周|\b(?:week|wk|cw|kw)\s*\d{1,2}\b/iu

/** `再上一周呢`, `and the week before?`: the span before the one that was spoken of. */
export function earlierWindow(previous: Reading, { said, today }: Question): WindowReading | null {
  const step = stepBack.exec(said)
  const isBack = /再[前上]|前一|\bbefore\b/iu.test(step?.[0] ?? '')
  const isFigure = previous.intent === 'kpi' || previous.intent === 'explain'
  if (
    !isBack ||
    !isFigure ||
    words.compares.test(withoutLimit(said)) ||
    comparing.test(withoutLimit(said))
  ) {
    return null
  }
  const { from, to } = localDates(previous.window ?? untimed(previous.grain), today)
  const unit = step?.[1] ?? step?.[2] ?? ''
  const days = to === undefined ? 1 : daysBetween(from, to)
  const first = { ...dateOf(from), minute: 0 }
  // `yesterday`, and then the week before: all of it, not that day of it.
  if (/月|month/iu.test(unit) && days < 28) return monthRange(first.year, first.month - 1)
  if (/quarter/iu.test(unit))
    return monthsRange(first.year, first.month - 3 - ((first.month - 1) % 3), 3)
  if (/周|星期|礼拜|week$/iu.test(unit) && days < 7) return nearWeek(first, -1)
  if (/月|month/iu.test(unit))
    return range(shifted(from, { months: -1 }), shifted(to ?? from, { months: -1 }))
  const back = { days: /天|日|day/iu.test(unit) ? -1 : -7 }
  return range(shifted(from, back), to === undefined ? from : shifted(to, back))
}
const comparing = /[跟与和同比较]\s*再?[前上]|\b(?:with|than|to|against)\b/iu
