import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { anyOf } from '../words/record-words.ts'

export const shortOf = anyOf(
  /(?:什么|啥|哪些?|哪种|哪个)(?:物料|材料|原料|料)?.{0,6}(?:快(?:没|用完|断)|不够用?|见底|断供)|缺(?:什么|啥|哪些?)(?:物?料)?(?!原因)|哪(?:种|样|个|些)(?:物料|材料|原料|料)(?:会|要)?(?:最先|最早|最快|先|最|比较)?(?:断|没|缺|用[完光]|见底|紧张|吃紧|紧缺|告急|悬)/u,
  /\b(?:what|which|anything)\b.*\b(?:running|run|getting|short|low)\b.*\b(?:low|short|out|on|of)\b|\brunning\s+(?:low|short|out)\b/u,
)

/** `what are we running low on`, `缺什么料`: the materials by the days that they last, the scarcest first. */
export function readShortages(
  { said, lexicon }: Question,
  { metrics, equipment, materials }: Reading,
): Partial<Reading> | null {
  const known = lexicon.entries.some(({ kind, id }) => kind === 'metric' && id === 'stock_days')
  const others = metrics.some((id) => id !== 'stock_days') || equipment.length > 0
  if (!known || others || !shortOf.test(said)) return null
  const figure = { intent: 'kpi' as const, metrics: ['stock_days'] }
  if (materials.length === 1) return figure
  return { ...figure, dimensions: ['material'], order: 'lowest' }
}
