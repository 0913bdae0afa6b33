import { hashOf } from '../../../../base/random.ts'
import type { Question } from '../slots/question.ts'

/** How many features are told apart; those whose hashes meet share their weights. */
export const buckets = 1 << 15

/**
 * A question as the second reader sees it: its words, those beside each other and one apart, parts of long
 * words, so that `dountime` is near `downtime`, which kinds of things are named, and each of them with each
 * word. Names and times stand only for what they are, as `<machine>`: what was learnt on one plant holds
 * for another. Each feature is a bucket below `buckets`.
 */
export function featuresOf(question: Question): number[] {
  const tokens = ['^', ...tokensOf(question), '$']
  const names = [...new Set(tokens.filter((token) => token.startsWith('<')))].sort()
  const found = new Set([`named ${names.join()}`])
  tokens.forEach((token, at) => {
    const [next, after] = tokens.slice(at + 1)
    found.add(token)
    if (next !== undefined) found.add(`${token} ${next}`)
    if (after !== undefined) found.add(`${token} _ ${after}`)
    for (const part of partsOf(token)) found.add(part)
    for (const name of saysMuch.test(token) ? names : []) found.add(`${name} & ${token}`)
  })
  return [...new Set([...found].map(bucketOf))]
}
const saysMuch = /^<|^[a-z']{3,}$|^\p{Script=Han}$/u

function tokensOf({ said, mentions, times }: Question): string[] {
  const names = mentions.map(({ start, end, entries: [one] }) => ({
    ...{ start, end },
    stands: `<${one?.level ?? one?.kind}>`,
  }))
  const spans = [...names, ...times.map(({ start, end }) => ({ start, end, stands: '<time>' }))]
  const tokens: string[] = []
  let at = 0
  for (const { start, end, stands } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue
    tokens.push(...wordsOf(said.slice(at, start)), stands)
    at = end
  }
  return [...tokens, ...wordsOf(said.slice(at))]
}

const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(aWord) ?? []).map((word) =>
    /^\d/u.test(word) ? '<number>' : /\d/u.test(word) ? '<code>' : word,
  )
/** `SZ-WO-1213` is one, whatever it names. */
const aWord = /[a-z]+(?:-[a-z]+)*-?\d[\w-]*|[a-z']+|\d+|\p{Script=Han}|[?!,]/gu

const partLength = 4
function partsOf(token: string): string[] {
  if (!/^[a-z']{4,}$/.test(token)) return []
  const word = `#${token}#`
  return Array.from({ length: word.length - partLength + 1 }, (_, at) =>
    word.slice(at, at + partLength),
  )
}

/** FNV-1a. */
function bucketOf(feature: string): number {
  const hash = hashOf(feature)
  return (hash ^ (hash >>> 15)) & (buckets - 1)
}
