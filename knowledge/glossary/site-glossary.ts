import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import { termsOf } from '../retrieval/terms.ts'

const name = z.string().trim().min(1).max(60)
export const termWords = z
  .array(z.string().trim().min(1).max(80))
  .max(20)
  .refine((list) => list.every((word) => termsOf(word).length > 0), 'Give words, not signs.')

/** Words that mean the same at a site, as people give them. */
export const glossaryTermInput = z
  .strictObject({
    /** `group` for words of every site. */
    siteId: name,
    /** With `version`: the next version of this one. Absent: a new term. */
    term: z.int().positive().optional(),
    version: z.int().positive().optional(),
    zh: termWords.default([]),
    en: termWords.default([]),
    note: z.string().trim().max(500).default(''),
  })
  .refine(({ zh, en }) => zh.length + en.length > 1, {
    path: ['zh'],
    message: 'Give at least two words that mean the same, in either language.',
  })
  .refine(({ term, version }) => (term === undefined) === (version === undefined), {
    path: ['version'],
    message: 'Give the version that you saw with the term.',
  })
export type GlossaryTermInput = z.output<typeof glossaryTermInput>

/** The newest version of a term; `changedAt` in ISO 8601. */
export type GlossaryTerm = {
  siteId: string
  term: number
  version: number
  status: 'active' | 'retired'
  zh: string[]
  en: string[]
  note: string
  changedBy: string
  changedAt: string
}

export type PutTermReply = {
  outcome: 'put' | 'other_version' | 'not_allowed' | 'not_found'
  term?: number
  version?: number
}
export type RetireTermReply = {
  outcome: 'retired' | 'already_retired' | 'other_version' | 'not_allowed' | 'not_found'
  term?: number
  version?: number
}

type Deps = { db: Db; clock: Clock }
/** A signed-in person and the channel that they came by. */
type By = { principal: Principal; channel: string }

/** The terms of one's sites and of the group, newest first; the retired ones too. */
export function listGlossary(db: Db, principal: Principal): Promise<GlossaryTerm[]> {
  return db.tx(
    'read',
    async (tx) => {
      const rows = await tx.rows<Omit<GlossaryTerm, 'changedAt'> & { changedAt: Date }>(
        sql`select * from (${newest}) t order by "changedAt" desc, "siteId", term desc`,
      )
      return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }))
    },
    { principal },
  )
}

/** What holds now, for a search: no index is made of it, so a change works at once. */
export function standingTerms(
  tx: Tx,
  siteIds: string[] | null,
): Promise<{ zh: string[]; en: string[] }[]> {
  const sites = sql`${sql.param(siteIds)}::text[]`
  return tx.rows(sql`
    select zh, en from (${newest}) t
    where status = 'active' and (${sites} is null or "siteId" = any(${sites}))
    order by "siteId", term`)
}

const newest = sql`select distinct on (site_id, term) site_id as "siteId", term, version, status, zh,
  en, note, changed_by as "changedBy", changed_at as "changedAt"
  from glossary_term order by site_id, term, version desc`

/** Adds a term or the next version of one. Whoever leads at its site may; the database decides. */
export function putTerm(deps: Deps, by: By, given: GlossaryTermInput): Promise<PutTermReply> {
  const { siteId, ...rest } = given
  return put(deps, by, { ...rest, site_id: siteId, status: 'active' })
}

/** Takes a term out of search; its words stay in the list. */
export function retireTerm(
  deps: Deps,
  by: By,
  { siteId, ...at }: { siteId: string; term: number; version: number },
): Promise<RetireTermReply> {
  return put(deps, by, { ...at, site_id: siteId, status: 'retired' })
}

async function put<Reply>({ db, clock }: Deps, by: By, record: object): Promise<Reply> {
  const statement = sql`select jidoka_put_term(${JSON.stringify(record)}::jsonb, ${by.channel},
    ${clock()}) as reply`
  const rows = await db.tx('decide', (tx) => tx.rows<{ reply: Reply }>(statement), {
    principal: by.principal,
  })
  return rows[0]?.reply as Reply
}
