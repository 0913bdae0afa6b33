import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type Cited, headingOf, pageAt, rangeOf } from '../citation.ts'
import { lexiconOf, type Passage, type Reader } from '../retrieval/search.ts'
import {
  contradictionOf,
  type Sameness,
  sameAcross,
  sameWords,
  statementsIn,
} from './same-thing.ts'

/** Words of a document with the place where they stand. */
export type Said = Cited & { site: string }

/** What a reader must know beside an answer, because two papers give different numbers. */
export type Disagreements = {
  /** Two documents in force about the same equipment. */
  conflicts: { one: Said; other: Said }[]
  /** The revision in force, and what an earlier revision of the same document said. */
  superseded: { now: Said; before: Said }[]
}

/** Passages further down answer something else too often. */
const judged = 5

/**
 * Where the quotes of an answer are contradicted: by another passage of the answer, in either language,
 * or by an earlier revision. Statements are compared word by word of what they are about.
 */
export async function disagreementsOf(
  { db, principal, signal }: Reader,
  passages: Passage[],
): Promise<Disagreements> {
  const best = passages.slice(0, judged).filter(({ quote }) => statementsIn(quote).length > 0)
  if (best.length === 0) return { conflicts: [], superseded: [] }
  const options = { principal, ...(signal === undefined ? {} : { signal }) }
  return db.tx(
    'read',
    async (tx) => {
      const about = await equipmentOf(tx, best)
      const earlier = await earlierOf(tx, best)
      const across = sameAcross(await lexiconOf(tx, null))
      return {
        conflicts: conflictsIn(best, { about, across }),
        superseded: supersededIn(best, earlier),
      }
    },
    options,
  )
}

type About = { ids: string[]; wider: string[] }

/** Of each document by `siteId/id`: what it names, and the classes, lines and areas of that. */
async function equipmentOf(tx: Tx, passages: Passage[]): Promise<Map<string, About>> {
  const documents = sql.param([...new Set(passages.map(({ document }) => document))])
  const rows = await tx.rows<About & { siteId: string; id: string }>(sql`
    select d.site_id as "siteId", d.id, d.equipment_ids as ids, coalesce((
      select array_agg(distinct w) from equipment e
      cross join unnest(array[e.id, e.class_id, e.parent_id, e.line_id, e.area_id]) w
      where e.id = any(d.equipment_ids) and w is not null), '{}') as wider
    from document d where d.id = any(${documents}::text[])`)
  return new Map(rows.map(({ siteId, id, ...about }) => [`${siteId}/${id}`, about]))
}

const nothingNamed: About = { ids: [], wider: [] }

/** A document about nothing in particular is about everything. */
function shareEquipment(a: About = nothingNamed, b: About = nothingNamed): boolean {
  const names = ({ ids }: About, of: About) =>
    ids.some((id) => of.wider.includes(id) || of.ids.includes(id))
  return a.ids.length === 0 || b.ids.length === 0 || names(a, b) || names(b, a)
}

function conflictsIn(
  passages: Passage[],
  { about, across }: { about: Map<string, About>; across: Sameness },
): Disagreements['conflicts'] {
  const aboutOf = ({ siteId, document }: Passage) => about.get(`${siteId}/${document}`)
  return passages.flatMap((one, at) =>
    passages.slice(at + 1).flatMap((other) => {
      const apart = one.document !== other.document || one.siteId !== other.siteId
      const comparable = apart && meet(one, other)
      if (!comparable || !shareEquipment(aboutOf(one), aboutOf(other))) return []
      const sameness = one.language === other.language ? sameWords : across
      const found = firstContradiction(one.quote, other.quote, sameness)
      return found === null
        ? []
        : [{ one: saidIn(one, found.statement), other: saidIn(other, found.against) }]
    }),
  )
}

const meet = (a: Passage, b: Passage): boolean =>
  a.siteId === b.siteId || a.siteId === 'group' || b.siteId === 'group'

function firstContradiction(text: string, against: string, sameness: Sameness = sameWords) {
  const others = statementsIn(against)
  for (const statement of statementsIn(text)) {
    const found = contradictionOf(statement, others, sameness)
    if (found !== null) return { statement, against: found }
  }
  return null
}

type Earlier = Pick<
  Passage,
  'siteId' | 'document' | 'revision' | 'seq' | 'headingPath' | 'text' | 'page'
>

/** Passages of the revision before, under the headings of these. */
async function earlierOf(tx: Tx, passages: Passage[]): Promise<Earlier[]> {
  const keys = passages
    .filter(({ revision }) => revision > 1)
    .map(({ siteId, document, revision, headingPath }) => ({
      ...{ site: siteId, document, revision, path: headingPath },
    }))
  if (keys.length === 0) return []
  return tx.rows<Earlier>(sql`
    select distinct c.site_id as "siteId", c.document_id as document, c.revision, c.seq, c.page,
      c.heading_path as "headingPath", c.text
    from json_to_recordset(${JSON.stringify(keys)}::json)
      as p(site text, document text, revision int, path text[])
    join chunk c on c.site_id = p.site and c.document_id = p.document and c.heading_path = p.path
    where c.revision = (select max(e.revision) from chunk e where e.site_id = p.site
      and e.document_id = p.document and e.revision < p.revision)
    order by c.seq`)
}

function supersededIn(passages: Passage[], earlier: Earlier[]): Disagreements['superseded'] {
  return passages.flatMap((passage) => {
    const before = earlier.filter(
      ({ siteId, document, headingPath }) =>
        siteId === passage.siteId &&
        document === passage.document &&
        headingOf(headingPath) === passage.heading,
    )
    const text = before.map((one) => one.text).join('\n')
    const found = firstContradiction(passage.quote, text)
    const from = before.find((one) => found !== null && one.text.includes(found.against))
    if (found === null || from === undefined) return []
    const was = saidIn({ ...from, title: passage.title }, found.against)
    return [{ now: saidIn(passage, found.statement), before: was }]
  })
}

function saidIn(passage: Earlier & { title: string }, quote: string): Said {
  const { siteId: site, document, title, revision, headingPath } = passage
  const range = rangeOf(passage, quote)
  const page = pageAt(passage, range.from)
  return { site, document, title, revision, page, heading: headingOf(headingPath), quote, range }
}
