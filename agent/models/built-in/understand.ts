import { withoutIdleClauses } from './doubts/idle-clauses.ts'
import { lostClause } from './doubts/lost-clause.ts'
import { unusedPhrase } from './doubts/unused-phrase.ts'
import { readBareNames } from './intent/intent.ts'
import { once } from './once.ts'
import { parse } from './parse.ts'
import { questionsOf } from './questions/questions-of.ts'
import { isDoubted, type Reading } from './reading.ts'
import { secondRead } from './second-reader/index.ts'
import { isBeside } from './thread/merge-readings.ts'
import { recently } from './time/time.ts'
import { askers } from './typed/asides.ts'
import { correctionIn } from './typed/correction.ts'
import { lookAt, type ParseContext } from './typed/look-at.ts'
import { smallTalkIn } from './words/small-talk.ts'
import { interjections } from './words/words.ts'

/**
 * The questions of one message, each read in the light of the ones before: `哪条线 OEE 最低,为什么,
 * 上周呢?` asks three. An act that needs words of its own is never one of several: it is read whole.
 */
export function understand(typed: string, context: ParseContext): Reading[] {
  const said = typed
    .normalize('NFKC')
    .trim()
    .replace(interjections, '')
    .replace(askers, '')
    .replace(notThatBut, ' ')
    .replace(wholeWeek, 'last week')
    .replace(/(?:^|(?<=[a-z0-9],?\s))n(?=\s[a-z\d])/giu, 'and')
    .replace(/\ban(?=\s+(?:its|their|the|what|how|which|who|any)\b)/giu, 'and')
  const smallTalk = smallTalkIn(said)
  if (smallTalk !== undefined) {
    const { previous: _, ...fresh } = context
    return [{ ...parse(said, fresh), intent: 'help', smallTalk }]
  }
  const corrected = correctedIn(said, context)
  if (corrected !== null) return corrected
  const heard = (text: string, within = context) => {
    const read = (part: string) => questionsIn(part, within)
    return withoutIdleClauses({ said: text, whole: read(text) }, within, read)
  }
  const readings = heard(said)
  const lost = lostClause(readings, { said, context }, heard)
  if (lost !== undefined) return readings.map((one, at) => (at === 0 ? { ...one, lost } : one))
  const [only, ...more] = readings
  if (only === undefined || more.length > 0 || context.previous !== undefined) return readings
  const question = lookAt(only.question, context)
  const seen = secondRead(only, question)
  if (isDoubted(seen)) return [seen]
  const unused = unusedPhrase(only, { question, context }, heard)
  return [unused === undefined ? seen : { ...seen, unknown: unused, unusable: true }]
}

/** `上周的 throughput... 不是,是 output`: what is meant, in the light of what it takes the place of. */
function correctedIn(said: string, context: ParseContext): Reading[] | null {
  const correction = correctionIn(said)
  if (correction === null) return null
  const { first = '', meant } = correction
  const previous =
    context.previous ?? (first === '' ? undefined : questionsIn(first, context).at(-1))
  if (previous === undefined) return null
  const readings = questionsIn(meant, { ...context, previous })
  // What comes to nothing by itself was no correction.
  return readings.some(({ intent }) => intent === 'outside') ? null : readings
}

const questionsIn = (said: string, context: ParseContext): Reading[] =>
  once(questionsOf(withoutRecently(said, context), context), () => lookAt(said, context).today).map(
    (reading) =>
      reading.intent === 'outside'
        ? { ...reading, intent: readBareNames(reading, lookAt(reading.question, context)) }
        : reading,
  )

/** `over the past week, Monday to Sunday`. */
const wholeWeek =
  /\b(?:past|last)\s+week,?\s*\(?mon(?:day)?\s*(?:to|through|[-–])\s*sun(?:day)?\)?/giu

/** `not how long, how often`: what is not meant, before what is. */
const notThatBut =
  /[-–—,;(]\s*not\s+how\s+(?:long|often|much|many)\s*[,;]?\s*(?:but\s+)?(?=how\s)/giu

/** `is scrap rising lately? the last 15 days, by day`: how lately is said where another time is named. */
function withoutRecently(said: string, context: ParseContext): string {
  if (!recently[0].test(said) || isBeside.test(said)) return said
  const { rest, times, said: whole } = lookAt(said, context)
  const found = times.length > 0 ? recently[0].exec(rest) : null
  if (found === null) return said
  return whole.slice(0, found.index) + whole.slice(found.index + found[0].length)
}
