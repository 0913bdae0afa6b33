import type { EquipmentReading, Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { countOf } from '../time/calendar.ts'

/** `and 2?`, `2号呢`: a number, and what it counts was said before. */
export const bareNumber =
  /^(?:那么?|and|then|now|换成?|改成|看看?)?\s*(?:number\s+|no\.?\s*|#)?(\d{1,2}|[一二三四五六七八九十])号?(?:那台|的)?\s*[呢咧哩呐]?\s*[??。]?$/iu

/** `2号呢` after filler 1: the machine of the same kind that has this number. */
export function siblingOf(previous: Reading, question: Question): EquipmentReading | null {
  const [, number] = bareNumber.exec(question.said.trim()) ?? []
  return number === undefined ? null : siblingNumbered(previous, countOf(number), question)
}

export function siblingNumbered(
  { equipment }: Reading,
  n: number,
  { lexicon }: Question,
): EquipmentReading | null {
  const [one, ...more] = equipment
  if (one === undefined || more.length > 0) return null
  const kin = lexicon.entries.filter(
    ({ kind, siteId, members }) =>
      kind === 'class' && siteId === one.siteId && members?.includes(one.id),
  )
  const found = lexicon.entries.find(
    ({ kind, siteId, id, en }) =>
      kind === 'equipment' &&
      siteId === one.siteId &&
      Number(/(\d+)$/u.exec(en)?.[1]) === n &&
      kin.some(({ members }) => members?.includes(id)),
  )
  return found === undefined ? null : { ...one, id: found.id }
}
