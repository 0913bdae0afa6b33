import { escapePattern } from '../../../../base/escape-pattern.ts'
import type { Entry } from '../lexicon/entry.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Mention } from '../lexicon/terms.ts'
import { listed } from '../words/listed.ts'

const ofStock = listed({
  zh: '库存 还?剩 还有(?:多少|几) 够(?:不够)?用 够不够 用[完光] 断[料货供] 要断 见底 缺货 补货 还能[用撑顶] 撑(?:多久|几天|到)',
  en: 'left | in stock | on hand | stocks? | inventory | run(?:s|ning)? (?:out|short|low|dry) | enough | how long | lasts | last us | last (?:until|till|through|for) | reorder',
})

/**
 * In a question of stock one word of a name stands for the one material that bears it: `caps left?`,
 * `刀片还有多少`, `盖子够用几天`. Elsewhere `bottles` may be what was filled.
 */
export function withStocked(
  mentions: Mention<Entry>[],
  said: string,
  { entries }: Lexicon,
): Mention<Entry>[] {
  const isNamed = mentions.some(({ entries: [one] }) => one && stocked.has(one.kind))
  if (isNamed || !ofStock.test(said)) return mentions
  const materials = entries.filter(({ kind }) => kind === 'material')
  const found = materials.flatMap((entry) =>
    wordsOf(entry).flatMap((word) => {
      const at = placeOf(word, said)
      return at === null ? [] : [{ ...at, entry }]
    }),
  )
  const longest = found.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0]
  if (longest === undefined) return mentions
  const { start, end, entry } = longest
  const isOther = found.some((one) => one.entry !== entry && one.start === start)
  const isTaken = mentions.some((one) => one.start < end && start < one.end)
  if (isOther || isTaken) return mentions
  const named = { start, end, text: said.slice(start, end), entries: [entry] }
  return [...mentions, named].toSorted((a, b) => a.start - b.start)
}
const stocked = new Set<Entry['kind']>(['material', 'product'])

function wordsOf({ zh, en }: Entry): string[] {
  const han = zh.match(/\p{Script=Han}+$/u)?.[0] ?? ''
  const ends = [2, 3, 4].map((length) => han.slice(-length)).filter((one) => one.length > 1)
  const words = en.toLowerCase().match(/[a-z]{3,}/gu) ?? []
  const own = words.filter((word) => !ofStock.test(word) && !anyMaterial.test(word))
  return [...ends, ...(han === '' ? [] : [`${han.slice(-1)}子`]), ...own]
}

const anyMaterial = /^(?:materials?|parts?|base|raw)$/u

function placeOf(word: string, said: string): { start: number; end: number } | null {
  const isLatin = /^[a-z]/u.test(word)
  const pattern = isLatin ? `\\b${escapePattern(word)}(?:e?s)?\\b` : escapePattern(word)
  const found = new RegExp(pattern, 'iu').exec(said)
  return found === null ? null : { start: found.index, end: found.index + found[0].length }
}
