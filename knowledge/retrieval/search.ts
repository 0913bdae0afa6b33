import { type SQL, sql } from 'drizzle-orm'
import type { Language } from '../../base/language.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import { chooseQuote, headingOf, isVerbatim } from '../citation.ts'
import { openDictionary } from '../dictionary/dictionary.ts'
import { standingTerms } from '../glossary/site-glossary.ts'
import { type CorpusStats, unknownWords } from './bm25.ts'
import { type Evidence, evidenceOf, isAnswer, weightOf } from './evidence.ts'
import { asksUnknownCode, withNearTerms } from './near-codes.ts'
import { type Lexicon, type TermGroup, termGroups, tsqueryOf } from './query.ts'
import { type CandidateRow, inputOf, rank, weighedOf } from './rank.ts'
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
 * equipment and language are filtered inside the statement, before anything is ranked.
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
      const exact = await candidatesFor(tx, groups, request)
      const unknown = unknownWords(groups, exact.stats)
      const near = withNearTerms(groups, unknown)
      const { passages, ...judged } = judge(
        near === null ? exact : await candidatesFor(tx, near, request),
        request,
      )
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

type Candidates = { groups: TermGroup[]; rows: CandidateRow[]; stats: CorpusStats }

async function candidatesFor(
  tx: Tx,
  groups: TermGroup[],
  request: SearchRequest,
): Promise<Candidates> {
  const rows = await tx.rows<CandidateRow>(candidateStatement(groups, request))
  return { groups, rows, stats: statsOf(rows, groups) }
}

type Judged = Omit<SearchResult, 'passages' | 'unknown'> & {
  passages: Omit<Passage, 'warnings'>[]
}

function judge({ groups, rows, stats }: Candidates, request: SearchRequest): Judged {
  const { query: question, limit } = request
  const ranked = rank({ rows, groups, stats, question }).slice(0, limit)
  const [best] = ranked
    .slice(0, judgedPassages)
    .map(({ row }) => evidenceOf({ question, groups, stats }, inputOf(row)))
    .toSorted((a, b) => weightOf(b) - weightOf(a))
  return {
    answerable: best !== undefined && isAnswer(best),
    coverage: best?.covered ?? 0,
    evidence: best ?? null,
    passages: ranked.map(({ row, score }) => passageOf({ row, score, groups, stats, request })),
  }
}

/**
 * The passages that hold the rarest of what is asked, with what exact scoring needs. Who may read them
 * and what is in force is judged inside `jidoka_find_passages`, before anything is counted or ranked.
 */
function candidateStatement(groups: TermGroup[], request: SearchRequest): SQL {
  const { siteIds = null, language = null, about = null } = request
  const words = groups.flatMap(({ alternatives }, at) =>
    alternatives.map((other) => ({ query: tsqueryOf(other), of: at + 1 })),
  )
  const terms = sql.param([...new Set(groups.flatMap(termsIn))])
  return sql`
    with found as materialized (
      select * from jidoka_find_passages(${sql.param(words.map(({ query }) => query))}::text[]::tsquery[],
        ${sql.param(words.map(({ of }) => of))}::int[], ${sql.param(siteIds)}::text[],
        ${language}::text, ${sql.param(about)}::text[], ${instantOf(request)}, ${candidates})
    ), candidate as materialized (
      select found.rarity, found.passages, found.average, found.holding, c.site_id, c.document_id,
        c.revision, c.seq, c.page, c.heading_path, c.language, c.text, c.term_count, c.terms
      from found join chunk c using (id)
      order by found.rarity desc, c.site_id, c.document_id, c.seq limit ${candidates}
    )
    select c.site_id as "siteId", c.document_id as document, d.title, c.revision, c.seq, c.page,
      c.heading_path as "headingPath", c.language, c.text, c.term_count as "termCount",
      (select json_object_agg(t.lexeme, array_to_string(t.weights, ''))
        from unnest(c.terms) t where t.lexeme = any(${terms}::text[])) as places,
      c.passages, c.average as "averageTermCount", c.holding as "groupPassages"
    from candidate c join document d on d.site_id = c.site_id and d.id = c.document_id
    order by c.rarity desc, c.site_id, c.document_id, c.seq`
}

const termsIn = (group: TermGroup): string[] => group.alternatives.flatMap(({ terms }) => terms)

function statsOf([row]: CandidateRow[], groups: TermGroup[]): CorpusStats {
  return {
    passages: row?.passages ?? 0,
    averageTermCount: row?.averageTermCount ?? 1,
    groupPassages: groups.map((_, at) => row?.groupPassages[at] ?? 0),
  }
}

type Ranked = {
  row: CandidateRow
  score: number
  groups: TermGroup[]
  stats: CorpusStats
  request: SearchRequest
}

function passageOf({ row, score, groups, stats, request }: Ranked): Omit<Passage, 'warnings'> {
  const chosen = chooseQuote(row, request.query, weighedOf(groups, stats))
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
