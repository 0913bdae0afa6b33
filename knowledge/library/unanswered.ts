import { sql } from 'drizzle-orm'
import { sha256 } from '../../base/canonical-json.ts'
import type { Clock } from '../../base/ports.ts'
import { type Principal, sitesOf } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { termsOf } from '../retrieval/terms.ts'
import { topicsOf } from './topics.ts'

export type UnansweredQuestion = {
  siteId: string
  /** Names it, with the site. */
  key: string
  question: string
  /** How often it was asked, in whatever order of its words. */
  times: number
  /** ISO 8601. */
  firstAt: string
  lastAt: string
}

export type UnansweredTopic = {
  /** The word that its questions share, as one of them spells it; null for a question by itself. */
  word: string | null
  times: number
  /** The most asked first. */
  questions: UnansweredQuestion[]
}

const longest = 200
const mostTerms = 40

/**
 * Notes a question that the documents do not answer, so that somebody can write what is missing:
 * its words, its site and the time, never who asked.
 */
export async function noteUnanswered(
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
  { question, siteId }: { question: string; siteId?: string | undefined },
): Promise<void> {
  const terms = [...new Set(termsOf(question))].sort().slice(0, mostTerms)
  if (terms.length === 0) return
  const sites = sitesOf(principal).filter((site) => site !== 'group')
  const at = siteId ?? (sites.length === 1 && sites[0] ? sites[0] : 'group')
  const key = sha256(terms.join('\n'))
  const note = { siteId: at, key, question: question.trim().slice(0, longest), terms }
  await db.tx(
    'chat',
    (tx) => tx.rows(sql`select jidoka_note_unanswered(${JSON.stringify(note)}::jsonb, ${clock()})`),
    { principal },
  )
}

/** Open questions of the sites where the person leads or looks after quality, by topic. */
export async function unansweredTopics(
  db: Db,
  principal: Principal,
  { siteId = null }: { siteId?: string | null },
): Promise<UnansweredTopic[]> {
  type Row = Omit<UnansweredQuestion, 'firstAt' | 'lastAt'> & {
    firstAt: Date
    lastAt: Date
    terms: string[]
  }
  const rows = await db.tx(
    'read',
    (tx) =>
      tx.rows<Row>(sql`
        select site_id as "siteId", key, question, terms, times, first_at as "firstAt",
          last_at as "lastAt"
        from unanswered_question
        where closed_at is null and (${siteId}::text is null or site_id = ${siteId})
        order by times desc, last_at desc, question limit 1000`),
    { principal },
  )
  return topicsOf(rows)
    .map(({ term, questions }) => ({
      word: term === null ? null : spelt(term, questions[0]?.question ?? term),
      times: questions.reduce((sum, { times }) => sum + times, 0),
      questions: questions.map(({ terms: _, firstAt, lastAt, ...question }) => ({
        ...question,
        firstAt: firstAt.toISOString(),
        lastAt: lastAt.toISOString(),
      })),
    }))
    .sort((a, b) => b.times - a.times)
}

/** A stem is no word: the word of the question that it comes from. */
function spelt(term: string, question: string): string {
  const words = question.match(/\p{Script=Han}+|[\p{L}\p{N}][\p{L}\p{N}\-_./]*/gu) ?? []
  const found = words.find((word) => termsOf(word).includes(term))
  return found === undefined || /\p{Script=Han}/u.test(found) ? term : found
}

export type CloseOutcome = 'closed' | 'not_allowed' | 'not_found'

/** Takes a question off the list; asked again, it comes back. */
export async function closeUnanswered(
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
  { siteId, key }: { siteId: string; key: string },
): Promise<CloseOutcome> {
  const [row] = await db.tx(
    'chat',
    (tx) =>
      tx.rows<{ outcome: CloseOutcome }>(sql`
        select jidoka_close_unanswered(${siteId}, ${key}, ${clock()}) as outcome`),
    { principal },
  )
  return row?.outcome ?? 'not_found'
}
