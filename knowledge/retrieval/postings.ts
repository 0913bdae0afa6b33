import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type CorpusStats, idf, type TermCounts } from './bm25.ts'
import type { TermGroup } from './query.ts'

/** A passage by its number in the store, with how often the words of the question stand in it. */
export type Candidate = { id: number; termCount: number; counts: Map<string, TermCounts> }

/** Passages that hold a term, in any order, each with 24 bits that `countsOf` reads. */
type Posting = { ids: Float64Array; bits: Uint32Array }

/** Where terms stand in the passages that the reader may see. */
export type Postings = {
  passages: number
  averageTermCount: number
  byTerm: ReadonlyMap<string, Posting>
}

export const noPostings: Postings = { passages: 0, averageTermCount: 1, byTerm: new Map() }

type Row = { term: string; entries: Uint8Array; passages: number; averageTermCount: number }
type Filter = {
  siteIds: string[] | null
  language: string | null
  about: string[] | null
  at: SQL
}

/**
 * Adds the postings of terms to those that are known. Who may read what and what is in force is judged
 * inside `jidoka_find_words`: nothing else is counted or ranked.
 */
export async function withPostings(
  tx: Tx,
  known: Postings,
  wanted: { terms: string[]; filter: Filter },
): Promise<Postings> {
  const { siteIds, language, about, at } = wanted.filter
  const rows = await tx.rows<Row>(sql`
    select term, entries, passages, average as "averageTermCount"
    from jidoka_find_words(${sql.param(wanted.terms)}::text[], ${sql.param(siteIds)}::text[],
      ${language}::text, ${sql.param(about)}::text[], ${at})`)
  const found = rows.map(({ term, entries }) => [term, postingOf(entries)] as const)
  const { passages, averageTermCount } = rows[0] ?? known
  return { passages, averageTermCount, byTerm: new Map([...known.byTerm, ...found]) }
}

const entryBytes = 8

/** An entry as `jidoka_post_passages` of migrations/0033 writes it: 40 bits of id, then 24 of counts. */
export function postingOf({ buffer, byteOffset, byteLength }: Uint8Array): Posting {
  const view = new DataView(buffer, byteOffset, byteLength)
  const ids = new Float64Array(byteLength / entryBytes)
  const bits = new Uint32Array(ids.length)
  for (let at = 0; at < ids.length; at++) {
    const low = view.getUint32(at * entryBytes + 4)
    ids[at] = view.getUint32(at * entryBytes) * 256 + (low >>> 24)
    bits[at] = low & 0xffffff
  }
  return { ids, bits }
}

const termCountOf = (bits: number): number => (bits >>> 12) & 0xfff
const countsOf = (bits: number): TermCounts => ({
  headings: (bits >>> 9) & 7,
  title: (bits >>> 6) & 7,
  text: bits & 63,
})

const rarityScale = 1_000_000

/** The passages that hold the rarest of what is asked, best first; of equals those stored first. */
export function candidatesOf(
  groups: TermGroup[],
  { passages, averageTermCount, byTerm }: Postings,
  most: number,
): { candidates: Candidate[]; stats: CorpusStats } {
  const span = spanOf(byTerm)
  const holds = holder(span)
  // Whole numbers have the same sum in any order.
  const rarities = new Float64Array(span.size)
  const groupPassages = groups.map(({ alternatives }) => {
    const held = holds(alternatives.map(({ terms }) => terms.map((term) => byTerm.get(term))))
    const rarity = Math.round(rarityScale * idf(passages, held.length))
    for (const place of held) rarities[place] = (rarities[place] ?? 0) + rarity
    return held.length
  })
  return {
    candidates: readCandidates(best(rarities, most), { groups, byTerm, span }),
    stats: { passages, averageTermCount, groupPassages },
  }
}

/** Passages are counted by their place from the first: ids that live together are near. */
type Span = { first: number; size: number }

function spanOf(byTerm: Postings['byTerm']): Span {
  let first = Number.POSITIVE_INFINITY
  let last = -1
  for (const { ids } of byTerm.values()) {
    for (const id of ids) {
      if (id < first) first = id
      if (id > last) last = id
    }
  }
  return { first, size: Math.max(0, last - first + 1) }
}

/** Tells where a group stands: all terms of one of its names. Marks are numbers that only grow. */
function holder({ first, size }: Span) {
  const met = new Uint32Array(size)
  const taken = new Uint32Array(size)
  let mark = 0
  let group = 0
  return (names: (Posting | undefined)[][]): number[] => {
    const held: number[] = []
    group += 1
    for (const terms of names) {
      if (terms.includes(undefined)) continue
      for (const [at, posting] of terms.entries()) {
        mark += 1
        if (posting === undefined) continue
        for (const id of posting.ids) {
          const place = id - first
          if (at > 0 && met[place] !== mark - 1) continue
          met[place] = mark
          if (at < terms.length - 1 || taken[place] === group) continue
          taken[place] = group
          held.push(place)
        }
      }
      mark += 1
    }
    return held
  }
}

/** Only those above the last that is wanted are sorted: most of ten thousand are not. */
function best(rarities: Float64Array, most: number): number[] {
  const places: number[] = []
  for (let place = 0; place < rarities.length; place++) {
    if ((rarities[place] ?? 0) > 0) places.push(place)
  }
  const of = (place: number) => rarities[place] ?? 0
  const last = Float64Array.from(places, of).sort().at(-most) ?? 0
  return places
    .filter((place) => of(place) >= last)
    .sort((a, b) => of(b) - of(a) || a - b)
    .slice(0, most)
}

type Reading = { groups: TermGroup[]; byTerm: Postings['byTerm']; span: Span }

function readCandidates(places: number[], { groups, byTerm, span }: Reading): Candidate[] {
  const found = places.map(
    (place): Candidate => ({ id: span.first + place, termCount: 0, counts: new Map() }),
  )
  /** From place to number in `found`, from 1. */
  const numbers = new Uint32Array(span.size)
  for (const [at, place] of places.entries()) numbers[place] = at + 1
  for (const term of new Set(groups.flatMap(termsIn))) {
    const posting = byTerm.get(term)
    if (posting === undefined) continue
    const { ids, bits } = posting
    for (let at = 0; at < ids.length; at++) {
      const number = numbers[(ids[at] ?? 0) - span.first] ?? 0
      const candidate = number === 0 ? undefined : found[number - 1]
      if (candidate === undefined) continue
      candidate.termCount = termCountOf(bits[at] ?? 0)
      candidate.counts.set(term, countsOf(bits[at] ?? 0))
    }
  }
  return found
}

export const termsIn = (group: TermGroup): string[] =>
  group.alternatives.flatMap(({ terms }) => terms)
