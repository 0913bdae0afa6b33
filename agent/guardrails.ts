import type { Figure } from '../tools/index.ts'
import { factorsFor, type Kind, kindOf } from './number-units.ts'
import { scaleOf, speltNumbers, withDigits } from './spelt-numbers.ts'
import { spokenDates } from './spoken-dates.ts'

/** All that an answer may draw its numbers from. */
export type Sources = {
  question: string
  /** Names and ids of the plant: digits in them are no figures. */
  names: string
  /** In which its instants are spoken of. */
  zones: string[]
  /** Arguments and structured results of this turn's tool calls, and what was cited. */
  results: unknown[]
  figures: Figure[]
}

const number = /[-+]?\d[\d,]*(?:\.\d+)?/gu
const listOrdinal = /^\s*\d{1,2}[.)、]\s/gmu
const asset = /[a-z]*\d*[a-z][a-z0-9]*(?:[-_./][a-z0-9]+)*/giu
const date =
  /\d{4}-\d{2}-\d{2}|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}:\d{2}(?::\d{2})?|\b(?:19|20)\d{2}\b年?/gu

/**
 * Numbers of an answer that no tool returned in this turn, as they are written there (spelt-out ones
 * in digits). Rounding, percent for ratio, hours for seconds and thousands separators are the same
 * number; a unit that the figure does not have is not. Dates, ids and whatever the question itself says
 * are known.
 */
export function unverifiedNumbers(answer: string, sources: Sources): string[] {
  const { results, figures, question, names } = sources
  const haystack = JSON.stringify([results, figures, question, names])
  const named = withoutNames(answer.normalize('NFKC'), {
    haystack: haystack.normalize('NFKC').toLowerCase(),
    zones: sources.zones,
    names: names.normalize('NFKC').split('\n'),
  })
  const text = withDigits(named)
  const known = knownValues(sources)
  const wrong: string[] = []
  for (const found of text.matchAll(number)) {
    const after = text.slice(found.index + found[0].length)
    if (!isKnown(found[0], after, known)) wrong.push(found[0])
  }
  return wrong
}

/** The text without what only looks like a number: list ordinals, known dates and known ids. */
type Known = { haystack: string; zones: string[]; names: string[] }

function withoutNames(answer: string, { haystack, zones, names }: Known): string {
  const dates = spokenDates(haystack, zones)
  // `1号数控车床` is a name as a whole; of two that overlap the longer one is meant.
  const numbered = names.filter((name) => /\d/.test(name) && answer.includes(name))
  const text = numbered
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, ' '), answer)
  return text
    .replace(listOrdinal, ' ')
    .replace(/https?:\/\/[^\s)>\]]+/gu, (url) => (haystack.includes(url.toLowerCase()) ? ' ' : url))
    .replace(date, (said) => (dates.has(said) || haystack.includes(said) ? ' ' : said))
    .replace(asset, (said) =>
      /\d/.test(said) && haystack.includes(said.toLowerCase()) ? ' ' : said,
    )
}

function isKnown(written: string, after: string, known: Values): boolean {
  const value = Math.abs(Number(written.replaceAll(',', '')))
  if (!Number.isFinite(value)) return false
  const decimals = written.split('.')[1]?.length ?? 0
  const tolerance = 0.5 * 10 ** -decimals + 1e-9 * value
  const factors = factorsFor(after)
  return [...known].some(([kind, values]) =>
    factors(kind).some((factor) =>
      around(values, value / factor).some((from) => Math.abs(from * factor - value) <= tolerance),
    ),
  )
}

/** The values right below and above one, of many that are sorted. */
function around(sorted: readonly number[], value: number): readonly number[] {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? value) < value) low = middle + 1
    else high = middle
  }
  return sorted.slice(Math.max(low - 1, 0), low + 1)
}

/** `30万` is 300,000, however the answer writes it. */
const scaled = /(\d+(?:\.\d+)?)\s*([千万亿])/gu

/** Absolute values, sorted, by the kind of unit that they are known in; null: nothing says which. */
type Values = Map<Kind | null, number[]>

/** A value that a figure gives a unit is of that unit wherever else it stands in the results. */
function knownValues({ question, results, figures }: Sources): Values {
  const known = new Map<number, Set<Kind | null>>()
  for (const { value, unit } of figures) {
    if (value === null) continue
    const kinds = known.get(Math.abs(value)) ?? new Set()
    known.set(Math.abs(value), kinds.add(kindOf(unit)))
  }
  const untyped = new Set<number>()
  collect(results, untyped)
  for (const value of untyped) {
    const kinds = known.get(value) ?? new Set()
    if (kinds.size === 0 || isSmallCount(value)) known.set(value, kinds.add(null))
  }
  const asked = new Set<number>()
  collect([question, withDigits(question), ...speltNumbers(question)], asked)
  for (const [, digits, scale = ''] of question.matchAll(scaled)) {
    asked.add(Number(digits) * scaleOf(scale))
  }
  for (const value of asked) known.set(value, (known.get(value) ?? new Set()).add(null))
  return byKind(known)
}

/** An answer may have hundreds of numbers, and a result many thousands: each is looked up, not compared. */
function byKind(known: Map<number, Set<Kind | null>>): Values {
  const values: Values = new Map()
  for (const [value, kinds] of [...known].sort(([a], [b]) => a - b)) {
    for (const kind of kinds) {
      const ofKind = values.get(kind) ?? []
      ofKind.push(value)
      values.set(kind, ofKind)
    }
  }
  return values
}

/** Rows, steps and days share these: one figure of that value does not give them its unit. */
const isSmallCount = (value: number): boolean => Number.isInteger(value) && value < 100

function collect(value: unknown, known: Set<number>): void {
  if (typeof value === 'number') known.add(Math.abs(value))
  else if (typeof value === 'string') {
    for (const found of value.normalize('NFKC').matchAll(number)) {
      known.add(Math.abs(Number(found[0].replaceAll(',', ''))))
    }
  } else if (Array.isArray(value)) {
    known.add(value.length)
    for (const item of value) collect(item, known)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      // `fails_within_7_days_pct`: what a tool calls a field is known as well.
      for (const [digits] of key.matchAll(/(?<=_)\d+(?=_)/gu)) known.add(Number(digits))
      collect(item, known)
    }
  }
}
