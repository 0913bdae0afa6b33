import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Language } from '../../base/language.ts'
import { nearest } from '../../base/near.ts'
import type { Tx } from '../../store/index.ts'
import { headingOf, pageAt } from '../citation.ts'
import { formerPassages } from '../generations/former-passages.ts'
import {
  compareStanding,
  periodsIn,
  periodsOf,
  type StoredPeriod,
  standingAt,
} from '../library/periods.ts'
import type { Standing } from '../library/types.ts'
import type { Reader } from './search.ts'

export type ReadRequest = {
  document: string
  /** Needed only when several sites have a document of that id. */
  siteId?: string
  /** Default: the one in force at `at`, else the one that was last, else the newest. */
  revision?: number
  /** Default: now, by the clock of the database. */
  at?: Date
  page?: number
  /** Part of a heading, in any case. */
  heading?: string
  fromSeq?: number
  toSeq?: number
  /** Words of an answer: where the passages were made anew since, those that it quotes are read. */
  quote?: string
  /** Characters of text at most; at least one passage is given. */
  mostCharacters: number
}

/** A revision as it stands at the instant that is asked of. */
export type RevisionEntry = Standing & {
  siteId: string
  id: string
  title: string
  language: Language
  revision: number
  pages: number | null
}

export type ReadPassage = {
  seq: number
  page: number | null
  heading: string
  text: string
}

export type ReadResult = RevisionEntry & {
  passages: ReadPassage[]
  /** Passages that fit the request, those left out included. */
  total: number
  truncated: boolean
  /** Where to go on: `fromSeq` of the next request; null at the end. */
  next: number | null
}

/**
 * A revision as its passages, in order.
 *
 * @throws AppError for a document, revision, page or heading that is not there, or not for the reader
 */
export async function readDocument(reader: Reader, request: ReadRequest): Promise<ReadResult> {
  const { db, principal, signal } = reader
  return db.tx(
    'read',
    async (tx) => {
      const entry = await findRevision(tx, request)
      const all = await passagesWith(tx, entry, request.quote)
      const fitting = all.filter((passage) => fits(passage, request))
      if (fitting.length === 0) throw nothingThere(request, entry, all)
      return { ...entry, ...bounded(fitting, request.mostCharacters) }
    },
    { principal, ...(signal === undefined ? {} : { signal }) },
  )
}

async function findRevision(tx: Tx, request: ReadRequest): Promise<RevisionEntry> {
  const { document, revision } = request
  const entries = await revisionsOf(tx, request)
  const [first] = entries
  if (first === undefined) throw await unknownDocument(tx, document)
  const sites = [...new Set(entries.map((entry) => entry.siteId))]
  if (sites.length > 1) throw severalSites(document, sites)
  const entry = revision === undefined ? first : entries.find((e) => e.revision === revision)
  if (entry !== undefined) return entry
  const known = entries.map((e) => e.revision).sort((a, b) => a - b)
  throw new AppError('not_found', `Document "${document}" has no revision ${revision}.`, {
    field: 'revision',
    hint: `It has: ${known.join(', ')}; ${first.revision} is the one to read now.`,
  })
}

type RevisionRow = Omit<RevisionEntry, keyof Standing> & { periods: StoredPeriod[]; at: Date }

/** The one to read first. */
async function revisionsOf(tx: Tx, request: ReadRequest): Promise<RevisionEntry[]> {
  const { document, siteId = null, at = null } = request
  const rows = await tx.rows<RevisionRow>(sql`
    select d.site_id as "siteId", d.id, d.title, d.language, r.revision, r.pages,
      ${periodsIn(sql`r.in_force`)} as periods, coalesce(${at}::timestamptz, now()) as at
    from document d join document_revision r on r.site_id = d.site_id and r.document_id = d.id
    where d.id = ${document} and (${siteId}::text is null or d.site_id = ${siteId})`)
  return rows
    .map(({ periods, at, ...row }) => ({ ...row, ...standingAt(periodsOf(periods), at) }))
    .sort(compareStanding)
}

async function unknownDocument(tx: Tx, document: string): Promise<AppError> {
  const known = await tx.rows<{ id: string }>(sql`select distinct id from document order by id`)
  const near = nearest(
    document,
    known.map(({ id }) => id),
  )
  return new AppError('not_found', `There is no document "${document}" that you may read.`, {
    field: 'document',
    hint:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : 'Find documents with search_knowledge.',
  })
}

function severalSites(document: string, sites: string[]): AppError {
  return new AppError('invalid_input', `Several sites have a document "${document}".`, {
    field: 'site',
    hint: `Say which: ${sites.join(', ')}.`,
  })
}

type PassageRow = Omit<StoredPassage, 'heading' | 'lastPage'>
type StoredPassage = ReadPassage & { headingPath: string[]; lastPage: number | null }

/** The revision as it is cut now, or as it was when one of its passages held the quote. */
async function passagesWith(tx: Tx, entry: RevisionEntry, quote = ''): Promise<StoredPassage[]> {
  const rows = await tx.rows<PassageRow>(sql`
    select seq, page, heading_path as "headingPath", text from chunk
    where site_id = ${entry.siteId} and document_id = ${entry.id}
      and revision = ${entry.revision}
    order by seq`)
  const former = await formerPassages(tx, entry, { rows, quote })
  return (former ?? rows).map((row) => ({
    ...row,
    heading: headingOf(row.headingPath),
    lastPage: pageAt(row, row.text.length),
  }))
}

function fits(passage: StoredPassage, request: ReadRequest): boolean {
  const { page, heading, fromSeq = 0, toSeq = Number.POSITIVE_INFINITY } = request
  const { lastPage, seq } = passage
  const onPage =
    page === undefined ||
    (passage.page !== null && lastPage !== null && passage.page <= page && page <= lastPage)
  const named =
    heading === undefined || passage.heading.toLowerCase().includes(heading.toLowerCase())
  return onPage && named && seq >= fromSeq && seq <= toSeq
}

function bounded(
  fitting: StoredPassage[],
  mostCharacters: number,
): Pick<ReadResult, 'passages' | 'total' | 'truncated' | 'next'> {
  let characters = 0
  const end = fitting.findIndex((passage, at) => {
    characters += passage.text.length
    return at > 0 && characters > mostCharacters
  })
  const taken = end === -1 ? fitting : fitting.slice(0, end)
  return {
    passages: taken.map(({ seq, page, heading, text }) => ({ seq, page, heading, text })),
    total: fitting.length,
    truncated: end !== -1,
    next: fitting[taken.length]?.seq ?? null,
  }
}

function nothingThere(request: ReadRequest, entry: RevisionEntry, all: StoredPassage[]): AppError {
  const { document, page, heading } = request
  const which = `Revision ${entry.revision} of "${document}"`
  if (heading !== undefined) {
    const headings = [...new Set(all.flatMap(({ headingPath }) => headingPath))]
    const near = nearest(heading, headings)
    const known = (near.length > 0 ? near : headings.slice(0, 10)).join('; ')
    return absent(`${which} has no heading "${heading}".`, 'heading', `Headings: ${known}.`)
  }
  if (page !== undefined) {
    const hint =
      entry.pages === null ? 'It has no pages; read it by heading.' : `It has ${entry.pages} pages.`
    return absent(`${which} has no text on page ${page}.`, 'page', hint)
  }
  const last = all.at(-1)?.seq ?? 0
  return absent(`${which} has no passages in that range.`, 'from', `Its passages are 1 to ${last}.`)
}

function absent(message: string, field: string, hint: string): AppError {
  return new AppError('not_found', message, { field, hint })
}
