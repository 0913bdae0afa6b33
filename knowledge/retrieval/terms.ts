import snowball from 'snowball-stemmers'
import { irregularForms } from './irregular-forms.ts'
import { stopWords } from './stop-words.ts'

const han = new Intl.Segmenter('zh', { granularity: 'word' })
const porter2 = snowball.newStemmer('english')

/** Runs of Chinese, and words or codes with what holds a part number together. */
const runs =
  /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+(?:[\-_.\/'’][[\p{L}\p{N}]--\p{Script=Han}]+)*/gv
const hyphened = /^\p{L}+(?:-\p{L}+)+$/u
const decimal = /^\d+(?:\.\d+)?$/
const longestTerm = 64
/** Few words make most of a text, and cutting and stemming them is what reading one costs. */
const known = new Map<string, string[]>()
const mostKnown = 50_000

/** What cuts texts into terms; when it changes, stored terms no longer match new questions. */
export const segmenterVersion = `2/icu-${process.versions.icu}`

/**
 * The search terms of a text, in its order: folded by NFKC and case, Chinese words by
 * `Intl.Segmenter`, English stems by Porter2, part numbers and codes whole and split.
 */
export function termsOf(text: string): string[] {
  return (
    foldText(text)
      .match(runs)
      ?.flatMap(termsOfRun)
      .map((term) => term.slice(0, longestTerm)) ?? []
  )
}

/** One form for what people type alike: full width, ligatures, case, thousands separators. */
export function foldText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
}

function termsOfRun(run: string): string[] {
  if (/^\p{Script=Han}/u.test(run)) {
    return [...han.segment(run)]
      .map(({ segment }) => segment)
      .filter((word) => !stopWords.has(word))
  }
  const before = known.get(run)
  if (before !== undefined) return before
  if (known.size >= mostKnown) known.clear()
  const terms = /\p{N}/u.test(run) ? termsOfCode(run) : termsOfWords(run)
  if (run.length <= longestTerm) known.set(run, terms)
  return terms
}

/** `micro-controller` is found by its words, and by `microcontroller`. */
function termsOfWords(run: string): string[] {
  const words = run.split(/[-_./]/)
  const whole = hyphened.test(run) ? termsOfWord(words.join('')) : []
  return [...words.flatMap(termsOfWord), ...whole]
}

/** `7014c/p4` → `7014cp4`, `7014c`, `7014`, `p4`; `e-217` and `e217` share `e217` and `217`. */
function termsOfCode(code: string): string[] {
  if (decimal.test(code)) return [code]
  const parts = code.split(/[-_./'’]/)
  const whole = code.replace(/[-_/'’]/g, '')
  const pieces = parts.flatMap((part) => [part, ...(part.match(/\p{N}+|\P{N}+/gu) ?? [])])
  const split = pieces
    .filter((piece) => piece.length > 1)
    .flatMap((piece) => (/\p{N}/u.test(piece) ? [piece] : termsOfWord(piece)))
  return [...new Set([whole, ...split])]
}

/** Terms that only repeat part of a code of the text, or the words of `e-stop`, each with what they repeat. */
export function partsOfCodes(text: string): Map<string, string> {
  const all = foldText(text).match(runs) ?? []
  return new Map(
    all.flatMap((run) => {
      if (!/\p{N}/u.test(run)) return joinedWords(run)
      const [whole = '', ...parts] = termsOfCode(run)
      return parts.map((part) => [part, whole] as const)
    }),
  )
}

function joinedWords(run: string): [string, string][] {
  const terms = hyphened.test(run) ? termsOfWords(run) : []
  const [first, joined] = [terms[0], terms.at(-1)]
  return first === undefined || joined === undefined ? [] : [[joined, first]]
}

/** The text with a space where one of `words` begins or ends inside of what the segmenter took for one
 * short word; words of three signs and more are right more often than a word of two inside of them. */
export function cutAtWords(text: string, words: ReadonlySet<string>): string {
  return text.replace(/\p{Script=Han}+/gu, (run) => {
    const cuts = new Set(cutsIn(run, words))
    return [...run].map((sign, at) => (cuts.has(at) ? ` ${sign}` : sign)).join('')
  })
}

const longestCut = 2
const longestWord = 8

function cutsIn(run: string, words: ReadonlySet<string>): number[] {
  const segments = [...han.segment(run)]
  const crossing = (at: number) =>
    segments.find(({ index, segment }) => index < at && at < index + segment.length)
  const isFree = (at: number) => (crossing(at)?.segment.length ?? 0) <= longestCut
  const cuts: number[] = []
  for (let from = 0; from < run.length; from++) {
    for (let to = Math.min(run.length, from + longestWord); to > from + 1; to--) {
      if (!words.has(run.slice(from, to)) || !isFree(from) || !isFree(to)) continue
      cuts.push(from, to)
      from = to - 1
      break
    }
  }
  return cuts
}

function termsOfWord(word: string): string[] {
  const bare = word.replace(/['’].*$/, '')
  if (bare.length < 2 || stopWords.has(bare)) return []
  return [porter2.stem(irregularForms.get(bare) ?? bare)]
}

export type FieldTerms = { headings: string[]; title: string[]; text: string[] }

/** Which field of a passage a term stands in, as tsvector weights. */
const fieldWeights = { headings: 'A', title: 'B', text: '' } as const

/** A tsvector literal made of our own terms; `to_tsvector` would cut `SPN-500` into `spn`, `-500`. */
export function tsvectorOf(fields: FieldTerms): string {
  const places = new Map<string, string[]>()
  let position = 0
  for (const field of ['headings', 'title', 'text'] as const) {
    for (const term of fields[field]) {
      position += 1
      const at = places.get(term) ?? []
      at.push(`${position}${fieldWeights[field]}`)
      places.set(term, at)
    }
  }
  return [...places].map(([term, at]) => `${quoteLexeme(term)}:${at.join(',')}`).join(' ')
}

/** A lexeme as tsvector and tsquery literals take it, whatever characters it has. */
export function quoteLexeme(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
