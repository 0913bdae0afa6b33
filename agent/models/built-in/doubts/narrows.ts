import type { Question } from '../slots/question.ts'

/** Opens a phrase that says of what, when or how: what stands in it narrows what is asked. */
const opens =
  /\b(?:with|without|on|in|at|by|per|during|after|before|since|until|under|through|excluding|except|only|when|while|if|that|(?<=[a-z]\s)(?:which|who|whose|where)|using|assuming|than|for)\s+(?:(?:the|a|an|our|its|their|all|any|some|old|new|last|first|\w+ed)\s+)*(?:\w+\s+){0,2}$/iu
/** `红色款的`, `换油以后`, `停电的时候`: what stands before it says which, or when. */
const closes = /^\p{Script=Han}{0,3}(?:的(?!话)|之?[前后]|以[前后来]|时候|期间|情况下)/u
const endsSo = /(?:以[前后]|之[前后]|时候?|期间)$/u
const before = /(?:[用按跟除只仅扣]|不[算含计])\p{Script=Han}{0,2}$/u

/** Whether a word that was not read belongs to a phrase that narrows the question: no answer may pass it over. */
export function narrowsBy(word: string, { said }: Question): boolean {
  const at = said.toLowerCase().indexOf(word.toLowerCase())
  if (at < 0) return false
  const [ahead, behind] = [said.slice(0, at), said.slice(at + word.length)]
  return opens.test(ahead) || endsSo.test(word) || closes.test(behind) || before.test(ahead)
}
