import { unreadWord } from '../doubts/residue.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { localDates } from '../time/windows.ts'
import { zhFunctionWords } from '../words/function-words.ts'

type Turn = { own: Reading; previous: Reading; question: Question }

/** A follow-up with what it leaves out filled in, or what is to be asked back about it. */
export function onceMerged(merged: Reading, turn: Turn): Reading {
  const { previous, question } = turn
  const whole = withoutLimitOfOther(merged, turn)
  const unread = whole.intent === 'kpi' ? unreadWord(question, whole) : null
  const vain = unread ?? saidInVain(whole, previous, question)
  return vain === null
    ? { ...whole, ...laterOf(whole, previous, question) }
    : { ...whole, unknown: vain }
}

/** What a follow-up says, where no slot is another for it: the same told again would be no answer to it. */
function saidInVain(whole: Reading, previous: Reading, { rest }: Question): string | null {
  const [now, before] = [whole, previous].map((one) =>
    JSON.stringify({ ...one, ...ofItself, equipment: one.equipment.map(({ id }) => id) }),
  )
  const left = rest.replace(zhFunctionWords, ' ').match(/\p{Script=Han}{2,}/u)?.[0]
  return now === before ? (left ?? null) : null
}
const ofItself = {
  ...{ question: '', language: 'zh', topic: '', former: null, laterWindow: null, isOfFigure: null },
  ...{ count: null, objective: null },
}

/** `本月…` and then `上月呢`: the later one is kept, for what moved between both. */
function laterOf(
  { window, compare }: Reading,
  { window: later }: Reading,
  { today }: Question,
): Pick<Reading, 'laterWindow'> {
  if (window === undefined || later === undefined || compare !== undefined) return {}
  const isEarlier = localDates(window, today).from < localDates(later, today).from
  return isEarlier ? { laterWindow: later } : {}
}

/** `OEE 没到75的厂` and then `停机呢`: a limit in percent is none of hours. */
function withoutLimitOfOther(whole: Reading, { own, previous, question }: Turn): Reading {
  const [unit, before] = [own, previous].map(
    ({ metrics: [id = ''] }) => entryOf(question.lexicon, 'metric', id)?.metric?.unit,
  )
  if (own.threshold !== undefined || unit === undefined || unit === before) return whole
  const { threshold: _, ...all } = whole
  return all
}
