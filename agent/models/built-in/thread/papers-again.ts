import { mentionsIn } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { blanked } from '../typed/blanked.ts'

/** `酱油保温多少秒`, `那豆瓣酱呢`: papers are asked the same of another thing of that kind. */
export function topicWith(
  { mentions, lexicon }: Question,
  { question, equipment }: Reading,
): Pick<Reading, 'topic'> {
  const kinds = new Set(mentions.flatMap(({ entries }) => entries.map(({ kind }) => kind)))
  // A machine that is named narrows the search itself.
  if (mentions.length === 0 || kinds.has('equipment') || equipment.length > 0) return {}
  const before = mentionsIn(question, lexicon).filter(({ entries }) =>
    entries.some(({ kind }) => kinds.has(kind)),
  )
  const named = mentions.map(({ text }) => text).join(' ')
  return { topic: `${named} ${blanked(question, before).replace(/\s+/gu, ' ').trim()}` }
}
