import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { Outdated } from '../../base/outdated.ts'
import type { Tx } from '../../store/index.ts'
import { termWords } from './site-glossary.ts'

/** The next version of a term, or a new one, as it was approved. */
export const taughtTerm = z.strictObject({
  siteId: z.string(),
  /** Null: a new term. */
  term: z.int().nullable(),
  zh: termWords,
  en: termWords,
  note: z.string(),
  retired: z.boolean(),
})
export type TaughtTerm = z.output<typeof taughtTerm>

export type StandingTerm = {
  term: number
  version: number
  status: string
  zh: string[]
  en: string[]
}

/** What stood when it was proposed; null: there was none. */
export const taughtPreconditions = z.strictObject({
  was: z.strictObject({ version: z.int(), zh: termWords, en: termWords }).nullable(),
})

const newest = (siteId: string) => sql`select distinct on (term) term, version, status, zh, en
  from glossary_term where site_id = ${siteId} order by term, version desc`

export async function findTerm(
  tx: Tx,
  { siteId, term }: { siteId: string; term: number },
): Promise<StandingTerm | null> {
  const [found] = await tx.rows<StandingTerm>(
    sql`select * from (${newest(siteId)}) t where term = ${term}`,
  )
  return found ?? null
}

/**
 * The term that a site would have if some words meant the same, the first of them the new one.
 *
 * @throws AppError conflict where the new word has another meaning already
 */
export async function teach(
  tx: Tx,
  { siteId, words, note }: { siteId: string; words: string[]; note: string },
): Promise<{ wanted: TaughtTerm; was: StandingTerm | null }> {
  const standing = await tx.rows<StandingTerm>(
    sql`select * from (${newest(siteId)}) t where status = 'active'`,
  )
  const holds = ({ zh, en }: StandingTerm, word: string) =>
    [...zh, ...en].some((one) => fold(one) === fold(word))
  const [word = '', ...means] = words
  const was = standing.find((one) => means.some((mean) => holds(one, mean))) ?? null
  const other = standing.find((one) => one !== was && holds(one, word))
  if (other !== undefined) throw taken(word, other)
  const [zh, en] = [true, false].map((han) => [
    ...((han ? was?.zh : was?.en) ?? []),
    ...words.filter((one) => isHan(one) === han && !(was && holds(was, one))),
  ])
  const wanted = {
    siteId,
    term: was?.term ?? null,
    zh: zh ?? [],
    en: en ?? [],
    note,
    retired: false,
  }
  return { wanted, was }
}

const fold = (word: string): string => word.normalize('NFKC').trim().toLowerCase()
const isHan = (word: string): boolean => /\p{Script=Han}/u.test(word)

const taken = (word: string, { term, zh, en }: StandingTerm): AppError =>
  new AppError('conflict', `“${word}” means ${[...zh, ...en].join(', ')} here already.`, {
    field: 'words',
    hint: `Change or retire term ${term} of the site's glossary first.`,
  })

/** Names the version that came between; null while the one that was seen still stands. */
export async function taughtStale(
  tx: Tx,
  { siteId, term }: TaughtTerm,
  { was }: z.output<typeof taughtPreconditions>,
): Promise<Outdated | null> {
  const now = term === null ? null : await findTerm(tx, { siteId, term })
  if (now?.version === was?.version) return null
  const [before, after] = [was, now].map((one) => `v${one?.version ?? 0}`)
  return {
    ...{ precondition: 'term_newest', before: before ?? null, after: after ?? null },
    zh: `术语 ${term} 已从 ${before} 变为 ${after}。`,
    en: `Term ${term} went from ${before} to ${after} since.`,
  }
}

/** Puts the words. Runs only inside the execution of the approved action. */
export async function setTerm(
  tx: Tx,
  { siteId, ...wanted }: TaughtTerm,
  { actionId, now }: { actionId: string; now: Date },
): Promise<{ term: number; version: number }> {
  const [row] = await tx.rows<{ put: { term: number; version: number } }>(sql`
    select jidoka_set_term(${siteId}, ${actionId}, ${JSON.stringify(wanted)}::jsonb, ${now}) as put`)
  return row?.put ?? { term: 0, version: 0 }
}
