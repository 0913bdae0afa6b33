import type { Question } from '../slots/question.ts'
import { occasions } from '../words/plain/asides.ts'

/** Words that open a phrase which says of what, when or how. */
export const openers =
  'with|without|on|in|at|by|per|during|after|before|since|until|under|through|excluding|except|only|when|while|if|for'
const ownOpeners = `${openers}|that|using|assuming|than`
/** Opens a phrase that says of what, when or how: what stands in it narrows what is asked. */
const opens = new RegExp(
  `\\b(?:${ownOpeners}|(?<=[a-z]\\s)(?:which|who|whose|where))\\s+(?:(?:the|a|an|our|its|their|all|any|some|old|new|last|first|\\w+ed)\\s+)*(?:\\w+\\s+){0,2}$`,
  'iu',
)
/** `红色款的`, `换油以后`, `停电的时候`: what stands before it says which, or when. */
const closes = /^\p{Script=Han}{0,3}(?:的(?!话)|之?[前后]|以[前后来]|时候|期间|情况下)/u
const endsSo = /(?:以[前后]|之[前后]|时候?|期间)$/u
const before = /(?:[用按跟除只仅扣]|不[算含计])\p{Script=Han}{0,2}$/u

/** Whether a word that was not read belongs to a phrase that narrows the question: no answer may pass it over. */
export function narrowsBy(word: string, question: Question): boolean {
  const { said } = question
  const at = said.toLowerCase().indexOf(word.toLowerCase())
  if (at < 0 || isOfPurpose(at, said) || isAside(at, question)) return false
  const [ahead, behind] = [said.slice(0, at), said.slice(at + word.length)]
  return opens.test(ahead) || endsSo.test(word) || closes.test(behind) || before.test(ahead)
}

const purpose = new RegExp(
  `\\bfor\\s+(?:(?:the|my|our|an?|his|her|their)\\s+)?(?:[\\w-]+\\s+){0,2}(?:${occasions})\\b`,
  'giu',
)
const isOfPurpose = (at: number, said: string): boolean =>
  [...said.matchAll(purpose)].some(({ index, 0: text }) => index <= at && at < index + text.length)

const opensClause = new RegExp(`^\\s*(?:${ownOpeners})\\b`, 'iu')
/** `ok, quick one before the standup, how many …`: an English clause that names nothing, and begins with no such word. */
export function isAside(at: number, { said, mentions, times }: Question): boolean {
  const clauses = [...said.matchAll(/[^,.;!?:]+/gu)]
  const own = clauses.find(({ index, 0: text }) => index <= at && at < index + text.length)
  if (own === undefined || clauses.length < 2) return false
  const end = own.index + own[0].length
  const isIn = ({ start }: { start: number }) => own.index <= start && start < end
  const isBare = !mentions.some(isIn) && !times.some(isIn)
  // `Every second week, what was …`: the phrase is the clause.
  const isWhole = said.slice(own.index, at).trim() === ''
  return isBare && !isWhole && !/\p{Script=Han}/u.test(own[0]) && !opensClause.test(own[0])
}
