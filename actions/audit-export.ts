import { and, eq, gt, lte } from 'drizzle-orm'
import { type Db, schema, type Tx } from '../store/index.ts'
import { eventsOf, spanOf } from './audit.ts'
import type { AuditEvent } from './types.ts'
import { type Opening, openingsOf } from './unseal.ts'

const { auditEntry, auditHead } = schema
const pageRows = 1_000

export type AuditHead = { site: string; seq: number; sha256: string }

/** One line of an export; the record is the text that was hashed, to the byte. */
export type ExportedEntry = {
  seq: number
  previous: string
  sha256: string
  record: string
  /** What its seals were made of, as far as it was not erased. */
  personal: Opening[]
}

export type AuditPageRequest = { siteId: string; after: number; upTo: number }

/** The last link of a site's chain; null for a site where nothing was recorded. */
export function auditHeadOf(db: Db, siteId: string): Promise<AuditHead | null> {
  return db.tx('decide', async (tx) => {
    const [head] = await tx.orm.select().from(auditHead).where(eq(auditHead.siteId, siteId))
    return head === undefined ? null : { site: siteId, seq: head.seq, sha256: head.sha256 }
  })
}

/** The next entries of a chain as an auditor gets them, at most 1,000. */
export function auditPage(db: Db, request: AuditPageRequest): Promise<ExportedEntry[]> {
  return db.tx('decide', async (tx) => {
    const rows = await entriesAfter(tx, request)
    const openings = await openingsOf(tx, request.siteId, spanOf(rows))
    return rows.map(({ seq, previousSha256, sha256, record }) => {
      const personal = openings.get(seq) ?? []
      return { seq, previous: previousSha256, sha256, record, personal }
    })
  })
}

export type AuditSummary = {
  siteId: string
  from: string
  to: string
  entries: number
  head: AuditHead | null
  /** How often each person or process did what. */
  people: { actor: string; events: Record<string, number> }[]
  /** Who decided what, oldest first. */
  decisions: AuditEvent[]
}

const decisive = new Set([
  'approved',
  'rejected',
  'withdrawn',
  'edited',
  'delegated',
  'person_erased',
])

/** What stands in a site's chain about a period, half-open, in plain words. */
export async function summariseAudit(
  db: Db,
  { siteId, from, to }: { siteId: string; from: Date; to: Date },
): Promise<AuditSummary> {
  const head = await auditHeadOf(db, siteId)
  const [fromAt, toAt] = [from.toISOString(), to.toISOString()]
  const people = new Map<string, Record<string, number>>()
  const decisions: AuditEvent[] = []
  let entries = 0
  for await (const event of chainEvents(db, siteId)) {
    if (event.at < fromAt || event.at >= toAt) continue
    entries += 1
    const did = people.get(event.actor) ?? {}
    people.set(event.actor, { ...did, [event.event]: (did[event.event] ?? 0) + 1 })
    if (decisive.has(event.event)) decisions.push(event)
  }
  const counted = [...people].map(([actor, events]) => ({ actor, events }))
  return { siteId, from: fromAt, to: toAt, entries, head, people: counted, decisions }
}

async function* chainEvents(db: Db, siteId: string): AsyncGenerator<AuditEvent> {
  for (let after = 0; ; ) {
    const request = { siteId, after, upTo: Number.MAX_SAFE_INTEGER }
    const page = await db.tx('decide', async (tx) =>
      eventsOf(tx, siteId, await entriesAfter(tx, request)),
    )
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    after = last.seq
  }
}

const entriesAfter = (tx: Tx, { siteId, after, upTo }: AuditPageRequest) =>
  tx.orm
    .select()
    .from(auditEntry)
    .where(and(eq(auditEntry.siteId, siteId), gt(auditEntry.seq, after), lte(auditEntry.seq, upTo)))
    .orderBy(auditEntry.seq)
    .limit(pageRows)
