import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { sha256 } from '../base/canonical-json.ts'
import type { Principal } from '../base/principal.ts'
import { type Db, schema, type Tx } from '../store/index.ts'
import type { AuditEvent } from './types.ts'
import { openingsHold, openingsOf, readRecord, unsealed } from './unseal.ts'

const { auditEntry, auditHead } = schema
const pageRows = 2_000

/** What happened to one action, oldest first. */
export function auditTimeline(
  db: Db,
  principal: Principal,
  ...[siteId, actionId]: [siteId: string, actionId: string]
): Promise<AuditEvent[]> {
  return db.tx(
    'decide',
    async (tx) => {
      const rows = await tx.orm
        .select()
        .from(auditEntry)
        .where(
          and(
            eq(auditEntry.siteId, siteId),
            // Nearly every entry is of another action, and need not be parsed to be seen as such.
            sql`strpos(${auditEntry.record}, ${JSON.stringify(actionId)}) > 0`,
            sql`${auditEntry.record}::jsonb->>'action' = ${actionId}`,
          ),
        )
        .orderBy(auditEntry.seq)
      return eventsOf(tx, siteId, rows)
    },
    { principal },
  )
}

export type AuditQuery = { siteId: string; before?: number | undefined; limit?: number | undefined }

/** The newest entries of a site's chain, before `before` when given; `total` counts the chain. */
export function listAudit(
  db: Db,
  principal: Principal,
  query: AuditQuery,
): Promise<{ items: AuditEvent[]; total: number }> {
  const ofSite = eq(auditEntry.siteId, query.siteId)
  const page = query.before === undefined ? ofSite : and(ofSite, lt(auditEntry.seq, query.before))
  return db.tx(
    'decide',
    async (tx) => {
      const rows = await tx.orm
        .select()
        .from(auditEntry)
        .where(page)
        .orderBy(desc(auditEntry.seq))
        .limit(query.limit ?? 100)
      const [count] = await tx.orm
        .select({ total: sql<number>`count(*)` })
        .from(auditEntry)
        .where(ofSite)
      return { items: await eventsOf(tx, query.siteId, rows), total: count?.total ?? 0 }
    },
    { principal },
  )
}

export type AuditVerdict = {
  ok: boolean
  checked: number
  /** The last link of each chain: note it elsewhere, and a rewritten chain shows. */
  heads: { siteId: string; seq: number; sha256: string }[]
  firstBad?: { siteId: string; seq: number; why: string }
}

/** Recomputes every chain from its first link, SHA-256(previous hash + record), and every seal. */
export function verifyAudit(db: Db): Promise<AuditVerdict> {
  return db.tx('decide', async (tx) => {
    const heads = await tx.orm.select().from(auditHead).orderBy(auditHead.siteId)
    const sites = await tx.rows<{ siteId: string }>(
      sql`select distinct site_id as "siteId" from audit_entry`,
    )
    const verdict: AuditVerdict = { ok: true, checked: 0, heads }
    for (const { siteId } of [
      ...heads,
      ...sites.filter((s) => !heads.some((h) => h.siteId === s.siteId)),
    ]) {
      const chain = await verifyChain(tx, siteId)
      verdict.checked += chain.checked
      const head = heads.find((one) => one.siteId === siteId)
      const cut = head?.seq !== chain.seq || head.sha256 !== chain.sha256
      const bad =
        chain.bad ?? (cut ? { seq: chain.seq, why: 'the chain does not end at its head' } : null)
      if (bad !== null) return { ...verdict, ok: false, firstBad: { siteId, ...bad } }
    }
    return verdict
  })
}

type Chain = {
  checked: number
  seq: number
  sha256: string
  bad: { seq: number; why: string } | null
}

async function verifyChain(tx: Tx, siteId: string): Promise<Chain> {
  const chain: Chain = { checked: 0, seq: 0, sha256: '0'.repeat(64), bad: null }
  for (;;) {
    const rows = await tx.orm
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.siteId, siteId), sql`${auditEntry.seq} > ${chain.seq}`))
      .orderBy(auditEntry.seq)
      .limit(pageRows)
    const openings = await openingsOf(tx, siteId, spanOf(rows))
    for (const row of rows) {
      const held = openingsHold(readRecord(row.record), openings.get(row.seq))
      const why = faultOf(row, chain) ?? (held ? null : 'what it seals was changed')
      if (why !== null) return { ...chain, bad: { seq: row.seq, why } }
      Object.assign(chain, { checked: chain.checked + 1, seq: row.seq, sha256: row.sha256 })
    }
    if (rows.length < pageRows) return chain
  }
}

function faultOf(row: Entry, { seq, sha256: previous }: Chain): string | null {
  if (row.seq !== seq + 1) return 'an entry is missing before this one'
  if (row.previousSha256 !== previous) return 'it does not follow the entry before it'
  if (row.sha256 !== sha256(previous + row.record)) return 'its record was changed'
  const said = readRecord(row.record)
  return said.site === row.siteId && said.seq === row.seq ? null : 'its record is of another place'
}

type Entry = typeof auditEntry.$inferSelect

/** Entries of one chain in plain words, in the order of the rows. */
export async function eventsOf(tx: Tx, siteId: string, rows: Entry[]): Promise<AuditEvent[]> {
  const openings = await openingsOf(tx, siteId, spanOf(rows))
  return rows.map(({ record, sha256, seq }) => {
    const { site, action, ...said } = unsealed(readRecord(record), openings.get(seq))
    return { ...said, siteId: site, actionId: action, sha256 }
  })
}

export function spanOf(rows: { seq: number }[]): { from: number; to: number } {
  const seqs = rows.map(({ seq }) => seq)
  return rows.length === 0 ? { from: 1, to: 0 } : { from: Math.min(...seqs), to: Math.max(...seqs) }
}
