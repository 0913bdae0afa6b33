import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { narrowing } from '../words/attributes.ts'

/** Names of records, which stand in no lexicon. */
const records = /\b(?:tickets?|(?:work\s+)?orders?|stock|inventory)\b|工单|订单|单子|库存/giu

/** Where the names of figures begin. */
export const figuresIn = ({ mentions }: Pick<Question, 'mentions'>): number[] =>
  mentions.filter(({ entries }) => entries[0]?.kind === 'metric').map(({ start }) => start)

/** Where the name of a figure or of a record begins: what stands right before it says which. */
export const nounsIn = (question: Pick<Question, 'rest' | 'mentions'>): number[] => [
  ...figuresIn(question),
  ...[...question.rest.matchAll(records)].map(({ index }) => index),
]

/** Whether a word stands right before one of those places. */
export const isBefore = (
  word: string,
  { rest }: Pick<Question, 'rest'>,
  places: number[],
): boolean =>
  places.some((start) =>
    rest
      .slice(0, start)
      .replace(/的|\s+$/gu, '')
      .endsWith(word),
  )

const lists = new Set<Reading['intent']>(['tickets', 'orders'])
/** What a list can keep to. */
const heard =
  /^(?:closed|cancelled|overdue|urgent|rush|last|next|first|missing|approved|逾期|取消|紧急|加急|插单|关键|上一?次|客户|我的|my)$/iu

/** `单日产量`, `my tickets`: a word that would be passed over elsewhere. */
export function narrowingAttribute({ intent }: Reading, question: Question): string | undefined {
  const { rest } = question
  for (const start of nounsIn(question)) {
    const ahead = rest.slice(0, start).replace(/的\s*$/u, '')
    const [said] = /\p{Script=Han}{1,6}$|[a-z]+(?:-[a-z]+)?\s$/iu.exec(ahead) ?? []
    const word = said?.trim() ?? ''
    const found = wholly.exec(word)?.[0]
    if (found !== undefined && !(lists.has(intent) && heard.test(found))) return found
  }
  return undefined
}
const wholly = new RegExp(`(?:${narrowing.source})$`, 'iu')
