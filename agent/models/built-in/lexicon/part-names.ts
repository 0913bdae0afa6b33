import { enFunctionWords, zhFunctionWords } from '../words/function-words.ts'
import * as words from '../words/words.ts'
import type { Entry } from './entry.ts'

/** People say the end of a long name, `毛坯` of 铝合金铸件毛坯, and the beginning of a company's. */
const byEnd = new Set(['product', 'material'])

/** Words for entries that no other entry's name holds: whoever says them means that one. */
export function partNames(entries: Entry[]): { entry: Entry; parts: string[] }[] {
  const all = entries.flatMap(({ id, zh, en, aliases }) => [id, zh, en, ...aliases])
  const texts = all.map((name) => name.toLowerCase())
  const isOwn = (part: string, { zh, en, aliases }: Entry) =>
    texts.filter((name) => name.includes(part)).length ===
    [zh, en, ...aliases].filter((name) => name.toLowerCase().includes(part)).length
  return entries
    .filter(({ kind }) => byEnd.has(kind) || kind === 'supplier')
    .map((entry) => ({
      entry,
      parts: partsOf(entry).filter((part) => isName(part) && isOwn(part.toLowerCase(), entry)),
    }))
}

const amount = /^\d+\s*(?:m?g|kg|m?l)\s+|\s+\d+\s*(?:m?g|kg|m?l)$/giu
/** `500 ml sauce` and `sauce 500 ml` are sauce. */
export const withoutAmount = (name: string): string => name.replace(amount, '').trim()

function partsOf({ kind, zh, en }: Entry): string[] {
  const [bareZh, bareEn] = [withoutAmount(zh), withoutAmount(en)]
  const [first = '', ...more] = bareEn.split(' ')
  if (kind === 'supplier') return [bareZh.slice(0, 2), first]
  const ends = more.map((_, at) => more.slice(at).join(' '))
  // `alloy bar` of Alloy steel bar, `gateway` of Gateway mainboard.
  const outer = more.length > 1 ? [`${first} ${more.at(-1)}`, `${first} ${more[0]}`] : []
  const begins = kind === 'product' ? [first] : []
  const zhEnds = bareZh.length < 4 ? [] : [2, 3, 4].map((length) => bareZh.slice(-length))
  return [bareZh, bareEn, ...zhEnds, ...withoutMiddle(bareZh), ...ends, ...outer, ...begins]
}

/** `铝合金毛坯` of 铝合金铸件毛坯. */
const withoutMiddle = (name: string): string[] =>
  /^\p{Script=Han}+$/u.test(name)
    ? [2, 3, 4].flatMap((begin) =>
        [2, 3, 4]
          .filter((end) => name.length > begin + end)
          .map((end) => name.slice(0, begin) + name.slice(-end)),
      )
    : []

/** `效率`, `efficiency`: what several metrics end in names none of them. */
export function sharedHeads(entries: Entry[]): Map<string, string[]> {
  const metrics = entries.filter(({ kind }) => kind === 'metric')
  const names = new Set(
    metrics.flatMap(({ zh, en, aliases }) => [zh, en, ...aliases].map((one) => one.toLowerCase())),
  )
  const heads = metrics.flatMap(({ id, zh, en }) =>
    [zh.slice(-2), en.toLowerCase().split(' ').at(-1) ?? ''].map((head) => ({ head, id })),
  )
  const shared = Map.groupBy(
    heads.filter(({ head }) => !names.has(head) && !says(head)),
    ({ head }) => head,
  )
  return new Map(
    [...shared].flatMap(([head, all]) => (all.length < 2 ? [] : [[head, all.map(({ id }) => id)]])),
  )
}
/** `时间`, `ratio`: words of any question. */
const says = (word: string): boolean =>
  enFunctionWords.has(word) || word.replace(zhFunctionWords, '') === '' || /[次数时天]/u.test(word)

const grammar = [...words.breakdowns.map(({ noun }) => noun), words.intents.paper]

/** One English word alone may be any word. */
function isName(part: string): boolean {
  if (grammar.some((table) => table.exec(part)?.[0] === part)) return false
  if (/\p{Script=Han}/u.test(part)) return part.length > 1
  return (
    /\s/u.test(part) ||
    (/^\p{Lu}\p{L}{4,}$/u.test(part) && !enFunctionWords.has(part.toLowerCase()))
  )
}
