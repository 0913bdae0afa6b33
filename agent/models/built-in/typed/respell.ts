import { type Lexicon, mentionsIn } from '../lexicon/lexicon.ts'
import * as ending from '../words/end-words.ts'
import { enFunctionWords } from '../words/function-words.ts'
import { inPlainWords } from '../words/plain-words.ts'
import { fails, makes, repairs, scraps, stops } from '../words/verb-parts.ts'
import * as words from '../words/words.ts'

const shortest = 5
const vowels = /[aeiouy]/iu

/**
 * The question with misspelt words as they are known here. Only words that mean nothing as they
 * stand are touched, and only where one known word alone is near: a guess would answer something else.
 */
export function respelled(said: string, lexicon: Lexicon): string {
  const whole = inPlainWords(said)
  const known = mentionsIn(whole, lexicon)
  return whole.replace(/(?<![\p{L}\d-])[a-z]{3,}(?![\p{L}\d-])/giu, (word, at: number) => {
    const isKnown = known.some(({ start, end }) => start <= at && at < end) || isWord(word, lexicon)
    if (isKnown) return word
    const next = /^\s+([a-z]+)/iu.exec(whole.slice(at + word.length))?.[1] ?? ''
    const slip = word.toLowerCase()
    return respelling(slip, lexicon) ?? ofOne(slip, lexicon) ?? besides(word, next, lexicon) ?? word
  })
}

/** Short words of time, which are mistyped as often as long ones. */
const spans = ['week', 'month']

/** A word of the grammar or of no meaning is no slip of another. */
const isWord = (word: string, { words: known }: Lexicon): boolean =>
  enFunctionWords.has(word.toLowerCase()) ||
  known.has(word.toLowerCase()) ||
  grammar.some((table) => table.exec(word)?.[0].length === word.length) ||
  ownWord.test(word)
const grammar = [
  new RegExp([makes, scraps, stops, fails, repairs].join('|'), 'iu'),
  ...[words.intents.definition, words.intents.moved, words.intents.state, words.compares],
  ...[ending.lowest, ending.highest, ending.worst, ending.best, words.trends],
]

/** Words of their own that lie a slip away from names of figures and machines. */
const ownWord =
  /^(?:attain|copper|critics?|defeat|detect|effect|fillet|function|inspector|investor|opera|packet|painter|pointer|precious|process|processor|profess|projection|protection|stopper|technician)s?$/iu

function respelling(word: string, { spellings, abbreviable }: Lexicon): string | undefined {
  const short = word.length < shortest
  // A word without a vowel is no word yet: `lst`, `wk` are short for something.
  if (short && vowels.test(word)) return spans.find((one) => edits(word, one, 1) <= 1)
  const most = word.length >= 8 ? 2 : 1
  const alike = spellings.get(word[0] ?? '') ?? []
  if (alike.includes(word)) return undefined
  const near = alike.filter(
    (name) =>
      (short || name.length > shortest || isSwapped(word, name)) &&
      Math.abs(name.length - word.length) <= slips(name, most) &&
      !isForm(word, name) &&
      edits(word, name, slips(name, most)) <= slips(name, most),
  )
  const nearest = Math.min(...near.map((name) => edits(word, name, most)))
  const [only, ...others] = near.filter((name) => edits(word, name, most) === nearest)
  return only !== undefined && others.length === 0 ? only : wholeOf(word, abbreviable)
}

/** `mainbords`: names are of one, and written of several. */
const ofOne = (word: string, lexicon: Lexicon): string | undefined =>
  word.length > shortest && word.endsWith('s') ? respelling(word.slice(0, -1), lexicon) : undefined

/** `first pas yield`: too short to be known alone, and known by the word that follows it in a name. */
function besides(word: string, next: string, lexicon: Lexicon): string | undefined {
  if (word.length > 4 || next.length < 4) return undefined
  const following = respelling(next.toLowerCase(), lexicon) ?? next.toLowerCase()
  const names = [...lexicon.words].filter((name) => name.length > 2 && edits(word, name, 1) <= 1)
  return names.find((name) => lexicon.lowerNames.includes(`${name} ${following}`))
}

/** A long word has room for one more. */
const slips = (name: string, most: number): number => (name.length >= 9 ? 2 : most)

/** `avail.` of `availability`: the one word of a metric that begins so. */
function wholeOf(word: string, names: string[]): string | undefined {
  const longer = word.length < 4 ? [] : names.filter((name) => name.startsWith(word))
  return longer.length === 1 ? longer[0] : undefined
}

/** Two letters change places: `yeild`. */
const isSwapped = (word: string, name: string): boolean =>
  [...word].toSorted().join('') === [...name].toSorted().join('')

/** `machining` and `machines` are forms of other words, not slips. */
const isForm = (word: string, name: string): boolean =>
  stem(word) === stem(name) || (word.endsWith('ing') && !name.endsWith('ing'))
const stem = (word: string): string => word.replace(/(?:e?s|e?d|ly)$/u, '')

/** Slips of the keyboard between two words: one too many, missing, wrong, or two swapped. */
function edits(a: string, b: string, most: number): number {
  let [before, previous]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(
        (previous?.[j - 1] ?? 0) + same,
        (previous?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
      )
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before?.[j - 2] ?? 9) + 1)
      row.push(best)
    }
    if (Math.min(...row) > most) return most + 1
    ;[before, previous] = [previous, row]
  }
  return previous?.[b.length] ?? most + 1
}
