import type { Language } from '../../../../base/language.ts'
import type { Entry } from '../lexicon/entry.ts'
import { type Lexicon, mentionsIn } from '../lexicon/lexicon.ts'
import type { Mention } from '../lexicon/terms.ts'
import type { Reading } from '../reading.ts'
import { entriesOf, type Question } from '../slots/question.ts'
import { withWholeNames } from '../thread/elided.ts'
import { withRanges } from '../thread/numbered-range.ts'
import { todayIn } from '../time/calendar.ts'
import { withClockTimes } from '../time/clock-times.ts'
import { readTimes, type TimePhrase } from '../time/time.ts'
import * as words from '../words/words.ts'
import { asides } from './asides.ts'
import { blanked, withoutMatches } from './blanked.ts'
import { respelled } from './respell.ts'
import { withStocked } from './stocked.ts'

export type ParseContext = {
  lexicon: Lexicon
  now: Date
  language: Language
  /** How the question before was read, for what this one leaves out. */
  previous?: Reading
}

/** The names and times that a question speaks of, with what is left of it. */
export function lookAt(
  typed: string,
  { lexicon, now }: Pick<ParseContext, 'lexicon' | 'now'>,
): Question {
  const spelt = respelled(typed.normalize('NFKC').trim(), lexicon)
  const said = withWholeNames(withRanges(spelt, lexicon), lexicon)
  const names = mentionsIn(said, lexicon).filter(
    (one) => !isModifier(one, said) && !isDenied(one, said),
  )
  const mentions = withStocked(names, said, lexicon)
  const nameless = [words.comparedWith, asides].reduce(withoutMatches, blanked(said, mentions))
  const bare = { said, mentions, lexicon, rest: nameless, times: [] }
  const sites = entriesOf(bare, 'site').flat()
  const zone = [...sites, ...lexicon.entries].find((entry) => entry.zone)?.zone ?? 'UTC'
  const today = lexicon.calendars.get(zone)?.(now) ?? todayIn(zone, now)
  const all = readTimes(nameless, today)
  const times = withClockTimes(withoutAsides(all, nameless), nameless, today)
  const spans = [...all, ...times]
  const again = spans.map((span) => ({
    start: span.end,
    end: span.end + sameAgain(nameless, span),
  }))
  return { ...bare, today, times, rest: blanked(nameless, [...spans, ...again]) }
}

/** `国庆那几天`, `on Friday that day`: what points back at the time before it says no more. */
const sameAgain = (text: string, { end }: TimePhrase): number =>
  /^(?:\s*的?(?:24|二十四)个?小时|\s*的?同(?:一|个)?(?:时段|时间|时刻)|\s*的?[那这][一几两三四五六七八九十\d]*个?[天日周月](?:里|内|间|当中)?|\s+that\s+(?:day|week|month)\b)/iu.exec(
    text.slice(end),
  )?.[0].length ?? 0

/**
 * `国庆(1号到7号)`: what stands in brackets behind a time only says it again. Behind several words for a
 * time, `本月头一个星期(1号到7号)`, it says what they mean.
 */
function withoutAsides(all: TimePhrase[], text: string): TimePhrase[] {
  const times = all.filter(
    ({ start, end }, n) => all[n - 1]?.end !== start || !thatTime.test(text.slice(start, end)),
  )
  const at = times.findIndex(
    ({ start }, n) => n > 0 && /[((]\s*$/u.test(text.slice(times[n - 1]?.end ?? 0, start)),
  )
  const [first, inner, before] = [times[0], times[at], times[at - 1]]
  if (first === undefined || inner === undefined || before === undefined) return times
  const words = text.slice(before.end, inner.start).replace(/[((\s]/gu, '')
  const isSame = at === 1 && words === ''
  const meant = isSame ? first : { ...inner, start: first.start }
  return [meant, ...times.slice(at + 1)]
}

/** `11月9日到15日这一周`: points back at the days right before it. */
const thatTime = /^[这那]一?个?[天周月]$/u

/** `非计划停机` is no 计划停机. */
const isDenied = ({ start, entries }: Mention<Entry>, said: string): boolean =>
  entries[0]?.kind === 'reason' && /(?:非|\b(?:un|non)-?)$/iu.test(said.slice(0, start))

/** `production orders` are no figure: the name stands before what it only describes. */
const isModifier = ({ start, end, text, entries }: Mention<Entry>, said: string): boolean =>
  entries[0]?.kind === 'metric' &&
  (/^(?:部|科|处|组|员|经理|主管|工程师)/u.test(said.slice(end)) ||
    (/^production$/iu.test(text) && /^\s+(?:lines?|areas?|halls?)\b/iu.test(said.slice(end))) ||
    /^\s+(?:orders?|schedules?|plans?|holds?|departments?|managers?|engineers?|inspectors?|polic(?:y|ies))\b/iu.test(
      said.slice(end),
    ) ||
    /\b(?:orders?|jobs?|are|is|currently|still)\s+in\s+$/iu.test(said.slice(0, start)))
