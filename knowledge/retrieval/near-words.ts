import { synonymWeight, type TermGroup } from './query.ts'

const letters = [...'abcdefghijklmnopqrstuvwxyz']
/** In shorter words another letter is another word. */
const slipped = /^[a-z]{6,}$/
const shortestStem = 3

export const isSlippedWord = (term: string): boolean => slipped.test(term)

/** A word that nobody wrote down, asked for as what it may be a slip or a form of. */
export function withNearWords(group: TermGroup): TermGroup {
  const near = nearWords(group.label).map((term) => ({ terms: [term], weight: synonymWeight }))
  return { ...group, alternatives: [...group.alternatives, ...near] }
}

/** One letter more, less, other or exchanged with its neighbour; and without what `retest` and `tester`
 * add to `test`. */
function nearWords(word: string): string[] {
  const places = [...word].map((_, at) => at)
  const put = (at: number, text: string, instead: number) =>
    word.slice(0, at) + text + word.slice(at + instead)
  const bare = [word.replace(/^(?:re|un|pre|mis)/, ''), word.replace(/(?:er|or|abl|ment)$/, '')]
  const all = new Set([
    ...bare.filter(({ length }) => length >= shortestStem),
    ...places.flatMap((at) => letters.map((letter) => put(at, letter, 1))),
    ...[...places, word.length].flatMap((at) => letters.map((letter) => put(at, letter, 0))),
    ...places.map((at) => put(at, '', 1)),
    ...places.slice(1).map((at) => put(at - 1, `${word[at]}${word[at - 1]}`, 2)),
  ])
  all.delete(word)
  return [...all]
}
