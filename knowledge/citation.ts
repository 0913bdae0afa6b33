import { itemNumber, listItem } from './ingest/block.ts'
import type { TermGroup } from './retrieval/query.ts'
import { foldText, termsOf } from './retrieval/terms.ts'
import { isWarning, sentencesOf } from './sentences.ts'

/** Where a statement stands, so that anybody can look: word for word, of one revision. */
export type Cited = {
  document: string
  title: string
  revision: number
  page: number | null
  heading: string
  quote: string
  range: Range
}

/** Characters `from` (included) to `to` of one passage of a revision. */
export type Range = { passage: number; from: number; to: number }

/** What is weighed when a quote is chosen: a group of terms and how much it says. */
export type WeighedGroup = { group: TermGroup; weight: number }

export type QuotedPassage = { headingPath: string[]; text: string; page: number | null }

const longestSection = 600
const how =
  /\bhow (?:do|to|can|should|does|is|are|must)\b|\bsteps?\b|\bprocedure\b|如何|怎么|怎样|步骤|流程|方法/iu

export function headingOf(path: string[]): string {
  return path.join(' › ')
}

/** Page of a place in a passage: each form feed before it is one page on. */
export function pageAt({ text, page }: QuotedPassage, offset: number): number | null {
  return page === null ? null : page + (text.slice(0, offset).match(/\f/g)?.length ?? 0)
}

/** True when the quote stands in the text word for word; line ends and spaces are one. */
export function isVerbatim(quote: string, text: string): boolean {
  const words = (part: string) => part.replace(/\s+/g, ' ').trim()
  return words(quote) !== '' && words(text).includes(words(quote))
}

/** Where a quote stands in its passage; the whole passage when it is not there word for word. */
export function rangeOf({ seq, text }: { seq: number; text: string }, quote: string): Range {
  const from = text.indexOf(quote)
  return from === -1
    ? { passage: seq, from: 0, to: text.length }
    : { passage: seq, from, to: from + quote.length }
}

/** Whether a question wants to know how something is done. */
export const asksHow = (question: string): boolean => how.test(question)

export const isProcedure = (text: string): boolean => stepLines(text).length > 1

/**
 * The part of a passage that answers: all steps when it is asked how, the section when its heading
 * says as much as its best sentence, else the sentence that speaks of most of the question.
 */
export function chooseQuote(
  passage: QuotedPassage,
  question: string,
  groups: WeighedGroup[],
): { quote: string; page: number | null } {
  const { text } = passage
  const span = asksHow(question) ? stepsOf(text) : null
  const { start, end } = span ?? bestSpan(passage, groups)
  const quote = text.slice(start, end).trim()
  return { quote, page: pageAt(passage, start) }
}

type Span = { start: number; end: number }

function linesOf(text: string): Span[] {
  return [...text.matchAll(/[^\n\f]+/g)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
  }))
}

const stepLines = (text: string): Span[] =>
  linesOf(text).filter(({ start, end }) => isStep(text.slice(start, end)))

function isStep(line: string): boolean {
  const found = listItem.exec(line)
  return found !== null && itemNumber(found) !== null
}

/** From the first step, with the warnings right above it, to the end of the last. */
function stepsOf(text: string): Span | null {
  const lines = linesOf(text)
  const steps = stepLines(text)
  const [first] = steps
  const last = steps.at(-1)
  if (steps.length < 2 || first === undefined || last === undefined) return null
  let from = lines.findIndex(({ start }) => start === first.start)
  while (from > 0 && isWarning(textAt(text, lines[from - 1]))) from--
  let to = lines.findIndex(({ start }) => start === last.start)
  while (isWarning(textAt(text, lines[to + 1]))) to++
  return { start: lines[from]?.start ?? first.start, end: lines[to]?.end ?? last.end }
}

const textAt = (text: string, span: Span | undefined): string =>
  span === undefined ? '' : text.slice(span.start, span.end)

function bestSpan({ headingPath, text }: QuotedPassage, groups: WeighedGroup[]): Span {
  const sentences = sentenceSpans(text)
  const met = sentences.map((span) => groupsIn(textAt(text, span), groups))
  const masses = met.map((found) => massOf(found))
  const at = masses.indexOf(Math.max(...masses, 0))
  const best = sentences[at]
  const found = met[at]
  if (best === undefined || found === undefined) return sectionSpan(text)
  const named = groupsIn(headingPath.join('\n'), groups)
  if (named.size > 0 && [...found].every((group) => named.has(group))) return sectionSpan(text)
  const next = sentences[at + 1]
  const more = [...(met[at + 1] ?? [])].some((group) => !found.has(group))
  return next !== undefined && more ? { start: best.start, end: next.end } : best
}

/** The whole passage when it is short, else as many of its lines as fit. */
function sectionSpan(text: string): Span {
  const fitting = linesOf(text).filter(({ end }) => end <= longestSection)
  return { start: 0, end: fitting.at(-1)?.end ?? sentenceSpans(text)[0]?.end ?? text.length }
}

function sentenceSpans(text: string): Span[] {
  return linesOf(text).flatMap((line) => {
    let { start } = line
    return sentencesOf(textAt(text, line)).map((sentence) => {
      const span = { start, end: start + sentence.length }
      start = span.end
      return span
    })
  })
}

function groupsIn(text: string, groups: WeighedGroup[]): Set<WeighedGroup> {
  const holds = reader(text)
  return new Set(
    groups.filter(({ group }) => group.alternatives.some((other) => other.terms.every(holds))),
  )
}

/** Whether a term stands in the text. Chinese is looked for as it is: cutting it costs most of a search. */
function reader(text: string): (term: string) => boolean {
  const folded = foldText(text)
  const terms = new Set(termsOf(folded.replace(/\p{Script=Han}+/gu, ' ')))
  return (term) => (/^\p{Script=Han}/u.test(term) ? folded.includes(term) : terms.has(term))
}

const massOf = (found: Set<WeighedGroup>): number =>
  [...found].reduce((sum, { weight }) => sum + weight, 0)
