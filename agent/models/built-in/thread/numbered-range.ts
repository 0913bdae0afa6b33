import type { Lexicon } from '../lexicon/lexicon.ts'
import { countOf } from '../time/calendar.ts'
import { isOneName } from './elided.ts'

const number = '(\\d{1,2}|[一二两三四五六七八九十])'
const to = '\\s*(?:到|至|-|~|—|–)\\s*'
/** `1号机到4号机`, `1到4号机`, `一至三号线`. */
const zhRange = new RegExp(
  `${number}(?:号(?:\\p{Script=Han}{1,5}?)?)?${to}${number}号(\\p{Script=Han}{1,6})`,
  'gu',
)
/** `CNC-01到CNC-04`, `CNC1-4`. */
const codes =
  /\b([A-Z]{2,}(?:-[A-Z]+)*-?)(\d{1,2})\s*(?:(?:到|至|\bto\b)\s*\1|[~–-]\s*(?:\1)?)(\d{1,2})(?![\d-])/giu
const most = 12

/** The names of all from the one to the other, where each is a name here. */
export function withRanges(said: string, lexicon: Lexicon): string {
  const named = said.replace(zhRange, (all, ...found: string[]) => {
    const [first = '', last = '', after = ''] = found
    const lengths = [...after].map((_, at) => after.length - at)
    for (const length of lengths) {
      const name = (n: number | string) => `${n}号${after.slice(0, length)}`
      const names = namesOf([countOf(first), countOf(last)], name, lexicon)
      if (names !== null) return names.join('和') + after.slice(length)
    }
    return all
  })
  return named.replace(codes, (all, ...found: string[]) => {
    const [stem = '', first = '', last = ''] = found
    const name = (n: number) => stem + String(n).padStart(first.length, '0')
    return namesOf([Number(first), Number(last)], name, lexicon)?.join(', ') ?? all
  })
}

function namesOf(
  [first, last]: [number, number],
  name: (n: number) => string,
  lexicon: Lexicon,
): string[] | null {
  if (last <= first || last - first >= most) return null
  const names = Array.from({ length: last - first + 1 }, (_, at) => name(first + at))
  return names.every((one) => isOneName(one, lexicon)) ? names : null
}
