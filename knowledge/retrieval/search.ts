import { type SQL, sql } from 'drizzle-orm'
import type { Language } from '../../base/language.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import { chooseQuote, headingOf, isVerbatim, type WeighedGroup } from '../citation.ts'
import { openDictionary } from '../dictionary/dictionary.ts'
import { standingTerms } from '../glossary/site-glossary.ts'
import { type Asked, askedOf } from './answer-place.ts'
import { type CorpusStats, unknownWords } from './bm25.ts'
import { bestEvidence, type Evidence, isAnswer } from './evidence.ts'
import { asksUnknownCode, withNearTerms } from './near-codes.ts'
import {
  type Candidate,
  candidatesOf,
  noPostings,
  type Postings,
  termsIn,
  withPostings,
} from './postings.ts'
import { type Lexicon, type TermGroup, termGroups } from './query.ts'
import { type CandidateRow, inputOf, type Ranked, rank, shortlistOf, weighedOf } from './rank.ts'
import { type Warning, warningsOf } from './warnings.ts'

/** What searches read with: the store, whose rows, and when to give up. */
export type Reader = { db: Db; principal: Principal; signal?: AbortSignal }

export type SearchRequest = {
  query: string
  /** Default: every site of the reader, and the group. */
  siteIds?: string[]
  /** Equipment and class ids; documents about nothing in particular stay in. */
  about?: string[]
  language?: Language
  /** What was in force then; default: now, by the clock of the database. */
  at?: Date
  limit: number
}

export type Passage = {
  siteId: string
  document: string
  title: string
  revision: number
  seq: number
  page: number | null
  headingPath: string[]
  heading: string
  language: Language
  text: string
  score: number
  /** The part of `text` that answers, word for word, and the page on which it stands. */
  quote: string
  quotePage: number | null
  /** Warnings of the same procedure, wherever in the document they stand. */
  warnings: Warning[]
}

export type SearchResult = {
  /** False when the passages lack too much of what was asked to be an answer. */
  answerable: boolean
  /** Share (0–1) of the question, weighed by rarity, that the best passage speaks of. */
  coverage: number
  /** Of the best passage; null where none was found. */
  evidence: Evidence | null
  passages: Passage[]
  /** Words of the question that no passage holds. */
  unknown: string[]
}

const nothing: SearchResult = {
  answerable: false,
  coverage: 0,
  evidence: null,
  passages: [],
  unknown: [],
}

/** Opened by the first question. */
const translate = openDictionary()

const candidates = 100
/** An answer may stand a little below the top. */
const judgedPassages = 3

/**
 * Passages in force that speak of the question, best first: BM25 over our own terms. Site, role,
 * equipment and language are filtered where words are looked up, before anything is ranked.
 */
export async function searchPassages(
  reader: Reader,
  request: SearchRequest,
): Promise<SearchResult> {
  const { db, principal, signal } = reader
  return db.tx(
    'read',
    async (tx) => {
      const groups = await groupsOf(tx, request)
      if (groups.length === 0) return nothing
      const { unknown, ...found } = await find(tx, groups, request)
      const { passages, ...judged } = judge(found)
      const answerable = judged.answerable && !asksUnknownCode(unknown)
      return { ...judged, answerable, passages: await warningsOf(tx, passages), unknown }
    },
    { principal, ...(signal === undefined ? {} : { signal }) },
  )
}

/** What the question asks for: its words with those that mean the same to the site and in a dictionary. */
export async function groupsOf(
  tx: Tx,
  { query, siteIds }: Pick<SearchRequest, 'query' | 'siteIds'>,
): Promise<TermGroup[]> {
  return termGroups(query, await lexiconOf(tx, siteIds ?? null))
}

/** What the sites call their things (null: all that the reader sees), and the dictionary. */
export async function lexiconOf(tx: Tx, siteIds: string[] | null): Promise<Lexicon> {
  return { site: await standingTerms(tx, siteIds), translate }
}

/** The instant that a request asks of. */
export const instantOf = ({ at }: Pick<SearchRequest, 'at'>): SQL =>
  sql`coalesce(${at ?? null}::timestamptz, now())`

type Found = { asked: Asked; ranked: Ranked[] }

/** The best passages; a word that nobody wrote is looked for once more as what may have been meant. */
async function find(
  tx: Tx,
  groups: TermGroup[],
  request: SearchRequest,
): Promise<Found & { unknown: string[] }> {
  const postings = await lookUp(tx, { groups, known: noPostings, request })
  const exact = candidatesOf(groups, postings, candidates)
  const unknown = unknownWords(groups, exact.stats)
  const near = withNearTerms(groups, unknown)
  if (near === null) return { ...(await read(tx, { groups, ...exact }, request)), unknown }
  const more = await lookUp(tx, { groups: near, known: postings, request })
  const loose = candidatesOf(near, more, candidates)
  return { ...(await read(tx, { groups: near, ...loose }, request)), unknown }
}

async function lookUp(
  tx: Tx,
  { groups, known, request }: { groups: TermGroup[]; known: Postings; request: SearchRequest },
): Promise<Postings> {
  const { siteIds = null, language = null, about = null } = request
  const terms = [...new Set(groups.flatMap(termsIn))].filter((term) => !known.byTerm.has(term))
  const filter = { siteIds, language, about, at: instantOf(request) }
  return withPostings(tx, known, { terms, filter })
}

type Candidates = { groups: TermGroup[]; stats: CorpusStats; candidates: Candidate[] }

/** Text is read of those alone that can be among the best. */
async function read(
  tx: Tx,
  { groups, stats, candidates }: Candidates,
  { query: question, limit }: SearchRequest,
): Promise<Found> {
  const asked = askedOf(question, groups, stats)
  const shortlist = shortlistOf(candidates, asked, limit)
  const rows = await tx.rows<Omit<CandidateRow, keyof Candidate> & { id: number }>(sql`
    select c.id, c.site_id as "siteId", c.document_id as document, d.title, c.revision, c.seq, c.page,
      c.heading_path as "headingPath", c.language, c.text
    from chunk c join document d on d.site_id = c.site_id and d.id = c.document_id
    where c.id = any(${sql.param(shortlist.map(({ of }) => of.id))}::bigint[])`)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const known = shortlist.flatMap(({ of, score }) => {
    const row = byId.get(of.id)
    return row === undefined ? [] : [{ of: { ...row, ...of }, score }]
  })
  return { asked, ranked: rank(known, asked).slice(0, limit) }
}

type Judged = Omit<SearchResult, 'passages' | 'unknown'> & {
  passages: Omit<Passage, 'warnings'>[]
}

function judge({ asked, ranked }: Found): Judged {
  const { question, groups, stats } = asked
  const best = bestEvidence(asked, ranked.slice(0, judgedPassages).map(inputOf))
  const weighed = weighedOf(groups, stats)
  return {
    answerable: best !== null && isAnswer(best),
    coverage: best?.covered ?? 0,
    evidence: best,
    passages: ranked.map((one) => passageOf(one, question, weighed)),
  }
}

function passageOf(
  { of: row, score }: Ranked,
  question: string,
  weighed: WeighedGroup[],
): Omit<Passage, 'warnings'> {
  const chosen = chooseQuote(row, question, weighed)
  const quote = isVerbatim(chosen.quote, row.text) ? chosen.quote : row.text
  const { siteId, document, title, revision, seq, page, headingPath, language, text } = row
  return {
    ...{ siteId, document, title, revision, seq, page, headingPath, language, text },
    heading: headingOf(headingPath),
    score: Math.round(score * 1000) / 1000,
    quote,
    quotePage: chosen.page,
  }
}
