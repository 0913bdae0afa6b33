import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type CorpusStats, idf, type TermCounts } from './bm25.ts'
import type { TermGroup } from './query.ts'

/** A passage by its number in the store, with how often the words of the question stand in it. */
export type Candidate = { id: number; termCount: number; counts: Map<string, TermCounts> }

/** Where terms stand in the passages that the reader may see. */
export type Postings = {
  passages: number
  averageTermCount: number
  byTerm: Map<string, DataView>
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
  const found = rows.map(({ term, entries }) => [term, viewOf(entries)] as const)
  const { passages, averageTermCount } = rows[0] ?? known
  return { passages, averageTermCount, byTerm: new Map([...known.byTerm, ...found]) }
}

const entryBytes = 8
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

/** An entry as `jidoka_post_passages` of migrations/0033 writes it: 40 bits of id, then 24 of counts. */
const idAt = (view: DataView, at: number): number =>
  view.getUint32(at) * 256 + view.getUint8(at + 4)
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
  postings: Postings,
  most: number,
): { candidates: Candidate[]; stats: CorpusStats } {
  const { passages, averageTermCount } = postings
  const { first, size, byTerm } = placed(postings)
  const holds = holder(size)
  // Whole numbers have the same sum in any order.
  const rarities = new Float64Array(size)
  const groupPassages = groups.map(({ alternatives }) => {
    const held = holds(alternatives.map(({ terms }) => terms.map((term) => byTerm.get(term))))
    const rarity = Math.round(rarityScale * idf(passages, held.length))
    for (const place of held) rarities[place] = (rarities[place] ?? 0) + rarity
    return held.length
  })
  const ids = best(rarities, most).map((place) => first + place)
  return {
    candidates: readCandidates(ids, groups, postings),
    stats: { passages, averageTermCount, groupPassages },
  }
}

/** Passages by their place from the first that holds anything: ids that live together are near. */
type Placed = { first: number; size: number; byTerm: Map<string, Uint32Array> }

function placed({ byTerm }: Postings): Placed {
  let first = Number.POSITIVE_INFINITY
  let last = -1
  for (const view of byTerm.values()) {
    for (let at = 0; at < view.byteLength; at += entryBytes) {
      const id = idAt(view, at)
      if (id < first) first = id
      if (id > last) last = id
    }
  }
  const places = (view: DataView) =>
    Uint32Array.from(
      { length: view.byteLength / entryBytes },
      (_, at) => idAt(view, at * entryBytes) - first,
    )
  return {
    first,
    size: Math.max(0, last - first + 1),
    byTerm: new Map([...byTerm].map(([term, view]) => [term, places(view)])),
  }
}

/** Tells where a group stands: all terms of one of its names. Marks are numbers that only grow. */
function holder(size: number) {
  const met = new Uint32Array(size)
  const taken = new Uint32Array(size)
  let mark = 0
  let group = 0
  return (names: (Uint32Array | undefined)[][]): number[] => {
    const held: number[] = []
    group += 1
    for (const terms of names) {
      if (terms.includes(undefined)) continue
      for (const [at, places = []] of terms.entries()) {
        mark += 1
        for (const place of places) {
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
  const last = Math.max(1, rarities.toSorted().at(-most) ?? 0)
  const above: number[] = []
  for (const [place, rarity] of rarities.entries()) if (rarity >= last) above.push(place)
  return above.sort((a, b) => (rarities[b] ?? 0) - (rarities[a] ?? 0) || a - b).slice(0, most)
}

function readCandidates(ids: number[], groups: TermGroup[], { byTerm }: Postings): Candidate[] {
  const found = new Map<number, Candidate>(
    ids.map((id) => [id, { id, termCount: 0, counts: new Map() }]),
  )
  for (const term of new Set(groups.flatMap(termsIn))) {
    const view = byTerm.get(term)
    if (view === undefined) continue
    for (let at = 0; at < view.byteLength; at += entryBytes) {
      const candidate = found.get(idAt(view, at))
      if (candidate === undefined) continue
      const bits = view.getUint32(at + 4) & 0xffffff
      candidate.termCount = termCountOf(bits)
      candidate.counts.set(term, countsOf(bits))
    }
  }
  return [...found.values()]
}

export const termsIn = (group: TermGroup): string[] =>
  group.alternatives.flatMap(({ terms }) => terms)
