import { readAnyDate } from '../files/date-auto.ts'
import { readDuration } from '../files/read-duration.ts'
import { readNumber } from '../files/read-number.ts'
import { readRange } from '../files/time-range.ts'
import { choiceMap } from './choice-words.ts'
import { type Field, importStreams, plainName, type Stream } from './import-streams.ts'

export type SeenColumn = {
  name: string
  samples: string[]
  /** Of dates that can be read two ways: how all the values seen are written. */
  dateFormat?: string | undefined
}
export type Guess = {
  stream: string | null
  confidence: number
  columns: { field: string | null; confidence: number }[]
  constants: Record<string, string>
}

type Pair = { at: number; field: Field; score: number }

const least = 0.45
const leastStream = 0.35

/** What the rows of a table are, and what its columns mean: by their names, and by what is in them. */
export function guessColumns(columns: readonly SeenColumn[]): Guess {
  const tried = importStreams.map((stream) => ({ stream, ...match(stream, columns) }))
  const sorted = tried.toSorted((a, b) => b.score - a.score)
  const [best, next] = sorted
  if (best === undefined || best.score < leastStream) return nothing(columns)
  const lead = best.score - (next?.score ?? 0)
  const confidence = Math.min(1, best.score + Math.min(0.2, lead))
  return { ...guessFor(best.stream, columns), confidence: round(confidence) }
}

/** The same for rows that are known to be of one stream. */
export function guessFor(stream: Stream, columns: readonly SeenColumn[]): Guess {
  const { pairs, score } = match(stream, columns)
  const taken = new Set(pairs.map(({ field }) => field.id))
  return {
    stream: stream.id,
    confidence: round(score),
    columns: columns.map((_, at) => {
      const pair = pairs.find((one) => one.at === at)
      return { field: pair?.field.id ?? null, confidence: round(pair?.score ?? 0) }
    }),
    constants: zeros(stream, taken),
  }
}

/** Counts that a table of output does not have were not counted. */
const zeros = ({ id, fields }: Stream, taken: ReadonlySet<string>): Record<string, string> =>
  id !== 'production_count'
    ? {}
    : Object.fromEntries(
        fields
          .filter((field) => ['scrap', 'rework'].includes(field.id) && !taken.has(field.id))
          .map((field) => [field.id, '0']),
      )

const nothing = (columns: readonly SeenColumn[]): Guess => ({
  stream: null,
  confidence: 0,
  columns: columns.map(() => ({ field: null, confidence: 0 })),
  constants: {},
})

/** The best column for each field, the surest first; an instant may stand in two: day and time. */
function match(stream: Stream, columns: readonly SeenColumn[]): { pairs: Pair[]; score: number } {
  const all = columns.flatMap(({ name, samples }, at) => {
    const written = writtenIn(name)
    return stream.fields.map((field) => ({ at, field, score: scoreOf(written, samples, field) }))
  })
  const pairs: Pair[] = []
  for (const pair of all.filter(({ score }) => score >= least).toSorted(bySureness)) {
    const before = pairs.find(({ field }) => field.id === pair.field.id)
    if (pairs.some(({ at }) => at === pair.at)) continue
    if (before === undefined || areDayAndTime(columns[before.at], columns[pair.at]))
      pairs.push(pair)
  }
  const required = stream.fields.filter((field) => field.required)
  const found = required.map(({ id }) => pairs.find(({ field }) => field.id === id)?.score ?? 0)
  const ofRequired = sum(found) / Math.max(1, required.length)
  const ofColumns = sum(pairs.map(({ score }) => score)) / Math.max(1, columns.length)
  return { pairs, score: 0.6 * ofRequired + 0.4 * Math.min(1, ofColumns) }
}

const bySureness = (a: Pair, b: Pair) =>
  b.score - a.score || Number(b.field.required) - Number(a.field.required)

const clockOnly = /^\d{1,2}[:时点]\d{2}/

const areDayAndTime = (one: SeenColumn | undefined, other: SeenColumn | undefined): boolean => {
  const clocks = [one, other].map((column) => clockOnly.test(column?.samples[0] ?? ''))
  return clocks[0] !== clocks[1]
}

function scoreOf(written: string[], samples: readonly string[], field: Field): number {
  const byName = nameScore(written, field)
  return byName === 0 ? 0 : byName * fitOfSamples(samples, field)
}

/** A header as it is compared: whole, and without the title above it. */
export const writtenIn = (header: string): string[] =>
  [header, header.split(' / ').at(-1) ?? header].map(plainName).filter((part) => part !== '')

/** 1 for the name itself, less for another word for it, less again for one inside the other. */
function nameScore(written: readonly string[], { spelt: { names, others } }: Field): number {
  if (written.some((one) => names.includes(one))) return 1
  if (written.some((one) => others.includes(one))) return 0.93
  const known = [...names, ...others].filter((one) => one.length >= 2)
  const inside = written.some((one) => known.some((word) => one.length >= 2 && one.includes(word)))
  return inside ? 0.7 : 0
}

/** How far the first values are what the field takes. */
function fitOfSamples(samples: readonly string[], field: Field): number {
  const given = samples.filter((text) => text.trim() !== '')
  const reads = readers[field.kind]
  if (given.length === 0 || reads === undefined) return 0.9
  const good = given.filter((text) => reads(text.trim(), field)).length
  return 0.35 + 0.65 * (good / given.length)
}

const isDate = (text: string) =>
  readAnyDate(text) !== null ||
  clockOnly.test(text) ||
  readRange(text, 'start', readAnyDate) !== null ||
  !Number.isNaN(Date.parse(text))

const readers: Partial<Record<Field['kind'], (text: string, field: Field) => boolean>> = {
  number: (text) => readNumber(text) !== null,
  duration: (text) => readDuration(text, 's') !== null,
  instant: isDate,
  choice: (text, { choices }) => Object.hasOwn(choiceMap(choices), text),
  // An amount is no name, but numbers of machines are.
  name: (text) => !/^\d+\.\d+$/.test(text) && readAnyDate(text) === null,
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const round = (value: number) => Math.round(value * 100) / 100
