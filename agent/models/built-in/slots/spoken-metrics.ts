import type { EntryKind } from '../lexicon/entry.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import { orderNouns } from '../words/record-words.ts'
import { type Needs, verbs } from '../words/spoken-verbs.ts'
import * as words from '../words/words.ts'
import type { Question } from './question.ts'

const aSupplier = /供应商|供方|供货|来料|到货|\b(?:suppliers?|vendors?)\b/iu

/** `哪家` is a supplier, unless orders are spoken of. */
export const isOfSupplier = (said: string): boolean =>
  aSupplier.test(said) ||
  (/[谁哪]家(?!.{0,3}(?:厂|公司|基地))/u.test(said) && !orderNouns.test(said))

/** The metric that a question's verb asks for, where it names none. */
export function spokenMetrics(question: Question): string[] {
  const { said, rest, lexicon } = question
  const found = verbs.find(
    ({ id, needs, said: spoken }) =>
      (spoken.test(said) || spoken.test(rest)) && isMet(needs, question) && isTold(id, question),
  )
  if (found?.id === 'output' && notMade.test(said)) return []
  return found && entryOf(lexicon, 'metric', found.id) ? [found.id] : []
}

/** Pieces of which something else is counted than that they were made. */
const notMade =
  /\b(?:started|launched|loaded|failed|fail|returned|sent\s+back|inspected|tested|sold|ordered|missing|makes?\s+up|made\s+up|left|on\s+hand|in\s+stock|remaining)\b|退[货回了]|几克|多少克|抽检|检验了|测试了|没通过|不合格/iu

/** A rate that is not told of lines or machines: what is asked for there is the amount at each step. */
function isTold(id: string, { mentions, lexicon }: Question): boolean {
  const metric = entryOf(lexicon, 'metric', id)?.metric
  if (metric === undefined || !metric.unit.endsWith('/h')) return true
  const levels = mentions.flatMap(({ entries: [one] }) =>
    one?.kind === 'equipment' ? (one.level ?? []) : [],
  )
  return levels.every((level) => metric.dimensions.some((dimension) => dimension === level))
}

function isMet(needs: Needs, { said, times, mentions }: Question): boolean {
  const names = (kind: EntryKind) =>
    mentions.some(({ entries }) => entries.some((entry) => entry.kind === kind))
  switch (needs) {
    case 'product':
      return names('product') && times.length > 0 && !orderNouns.test(said)
    case 'product, a time':
      return names('product') && times.length > 0
    case 'time':
      return times.length > 0
    case 'supplier':
      return isOfSupplier(said) || names('supplier')
    case 'orders':
      // What is going to be late is a list, no figure yet.
      return (
        orderNouns.test(said) && !aSupplier.test(said) && (times.length > 0 || !willBe.test(said))
      )
    case 'material':
      return names('material') || /物料|材料|料(?!号|仓|斗|架)|\bmaterials?\b/iu.test(said)
    case 'no orders':
      return !orderNouns.test(said) && (times.length > 0 || !doneNow.test(said))
    case 'no orders, a time':
      return times.length > 0 && !orderNouns.test(said)
    case null:
      return true
  }
}

const willBe = /会不会|要不要|\b(?:will|won't|going\s+to|gonna|about\s+to)\b/iu

/** What a machine works on at this moment is its state. */
const doneNow =
  /\b(?:what|which)\b.*\b(?:is|are)\b.*\b(?:being|making|producing|processing|running|building)\b|在[做产加]/iu

/**
 * `scrap in percent`, `scrap above 3%`, `scrap in money`: the metric beside it that is told so, where
 * the catalogue has one.
 */
export function asShares(ids: string[], { said, lexicon }: Question): string[] {
  const isShare = words.percent.test(said) || percentLimit.test(said)
  const ending = words.money.test(said) ? 'cost' : isShare ? 'ratio' : null
  // `报废率还有报废成本`: which is which was said.
  if (ending === null || ids.some((id) => id.endsWith(`_${ending}`))) return ids
  return ids.map((id) => {
    if (ending === 'ratio' && entryOf(lexicon, 'metric', id)?.metric?.unit === '%') return id
    const other = `${id.split('_')[0]}_${ending}`
    return entryOf(lexicon, 'metric', other) ? other : id
  })
}
const percentLimit = /\d\s*%/u
