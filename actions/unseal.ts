import { and, eq, gte, lte } from 'drizzle-orm'
import { sha256 } from '../base/canonical-json.ts'
import { schema, type Tx } from '../store/index.ts'

const { auditPersonal } = schema

/** What stands in pages and exports where something was erased. */
const erased = '[erased]'
const prefix = 'sealed:'

/** What a seal was made of; after an erasure a pseudonym without a salt, or nothing. */
export type Opening = { field: string; salt: string | null; value: string }

/** A record as the chain keeps it, parsed. */
export type AuditRecord = {
  site: string
  seq: number
  at: string
  event: string
  actor: string
  channel: string
  action: string | null
  tool: string | null
  detail: Record<string, unknown>
}

export const readRecord = (record: string): AuditRecord => JSON.parse(record) as AuditRecord

/** The openings of a stretch of a chain, by entry. */
export async function openingsOf(
  tx: Tx,
  siteId: string,
  { from, to }: { from: number; to: number },
): Promise<Map<number, Opening[]>> {
  const { seq, field } = auditPersonal
  const rows = await tx.orm
    .select()
    .from(auditPersonal)
    .where(and(eq(auditPersonal.siteId, siteId), gte(seq, from), lte(seq, to)))
    .orderBy(seq, field)
  const bySeq = new Map<number, Opening[]>()
  for (const { siteId: _, seq: at, ...opening } of rows) {
    const known = bySeq.get(at)
    if (known) known.push(opening)
    else bySeq.set(at, [opening])
  }
  return bySeq
}

/** The record in plain words, as far as they are kept. */
export function unsealed(record: AuditRecord, openings: Opening[] = []): AuditRecord {
  const plain = (field: string, value: unknown) =>
    isSeal(value) ? (openings.find((one) => one.field === field)?.value ?? erased) : value
  const detail = Object.entries(record.detail ?? {}).map(([key, value]) => [key, plain(key, value)])
  return {
    ...record,
    actor: String(plain('actor', record.actor)),
    detail: Object.fromEntries(detail),
  }
}

/** Whether every salt and value that are kept are those that were sealed. */
export function openingsHold(record: AuditRecord, openings: Opening[] = []): boolean {
  return openings.every(({ field, salt, value }) => {
    const sealed = field === 'actor' ? record.actor : record.detail[field]
    return salt === null ? isSeal(sealed) : sealed === prefix + sha256(salt + value)
  })
}

const isSeal = (value: unknown): boolean =>
  typeof value === 'string' && /^sealed:[0-9a-f]{64}$/.test(value)
