import { isSlippedWord, withNearWords } from './near-words.ts'
import type { TermGroup } from './query.ts'

/** So low that a near code is shown, and covers next to nothing of what was asked. */
const nearWeight = 0.1
const shortestLoose = 5
const alphabet = [...'abcdefghijklmnopqrstuvwxyz0123456789']

/** What eyes and scanners take for each other; another digit is another code, not a slip. */
const lookAlikes = ['0o', '1il', '2z', '5s', '8b', '6g']

/** Whether a code or part number was asked for that nobody wrote down: another one's text is no answer. */
export const asksUnknownCode = (unknown: string[]): boolean => unknown.some(isCode)

/** Codes, part numbers and words that nobody wrote down, asked for as what may have been meant; else null. */
export function withNearTerms(groups: TermGroup[], unknown: string[]): TermGroup[] | null {
  if (!unknown.some((term) => isCode(term) || isSlippedWord(term))) return null
  return groups.map((group) => {
    if (!unknown.includes(group.label)) return group
    if (isSlippedWord(group.label)) return withNearWords(group)
    if (!isCode(group.label)) return group
    const near = slipsOf(group.label).map((code) => ({ terms: [code], weight: nearWeight }))
    return { ...group, alternatives: near }
  })
}

const isCode = (term: string): boolean => /^[a-z\d]{4,20}$/.test(term) && /\d/.test(term)

/** One slip away: a look-alike, two neighbours swapped, and in longer codes one sign more or less. */
function slipsOf(code: string): string[] {
  const places = [...code].map((_, at) => at)
  const put = (at: number, text: string, instead: number) =>
    code.slice(0, at) + text + code.slice(at + instead)
  const likes = places.flatMap((at) =>
    lookAlikes
      .filter((set) => set.includes(code[at] ?? ''))
      .flatMap((set) => [...set].map((sign) => put(at, sign, 1))),
  )
  const swapped = places.slice(1).map((at) => put(at - 1, `${code[at]}${code[at - 1]}`, 2))
  const loose = code.length < shortestLoose ? [] : places
  const without = loose.map((at) => put(at, '', 1))
  const inserted = [...loose, ...loose.slice(0, 1).map(() => code.length)].flatMap((at) =>
    alphabet.map((sign) => put(at, sign, 0)),
  )
  const all = new Set([...likes, ...swapped, ...without, ...inserted])
  all.delete(code)
  return [...all]
}
