import { and, asc, eq, isNull } from 'drizzle-orm'
import { AppError } from '../../../base/app-error.ts'
import { sha256 } from '../../../base/canonical-json.ts'
import { dayMs } from '../../../base/milliseconds.ts'
import type { Clock, NewId } from '../../../base/ports.ts'
import type { Principal } from '../../../base/principal.ts'
import type { StreamName } from '../../../factory/index.ts'
import { type Db, schema } from '../../../store/index.ts'
import { newCredential } from '../../secret.ts'

type KeyDeps = { db: Db; clock: Clock; newId: NewId }

export type IngestKeyRequest = {
  siteId: string
  label: string
  /** Rows that come with the key are of this source. */
  source: string
  streams: readonly StreamName[]
  /** Null: until it is revoked. */
  days: number | null
}

export type IngestKey = Omit<typeof schema.ingestKey.$inferSelect, 'sha256'>

/** A new key of the ingestion door; its text is given once and only its hash is kept. */
export async function createIngestKey(
  { db, clock, newId }: KeyDeps,
  { days, streams, ...request }: IngestKeyRequest,
): Promise<{ id: string; key: string; expiresAt: Date | null }> {
  const key = newCredential('jdi')
  const id = newId('key')
  const createdAt = clock()
  const expiresAt = days === null ? null : new Date(createdAt.getTime() + days * dayMs)
  const row = { ...request, id, streams: [...streams], sha256: sha256(key), createdAt, expiresAt }
  await db.tx('app', ({ orm }) => orm.insert(schema.ingestKey).values(row))
  return { id, key, expiresAt }
}

/** What a key may do; null for one that is unknown, revoked or too old. */
export async function findIngestKey(
  { db, clock }: Pick<KeyDeps, 'db' | 'clock'>,
  key: string,
): Promise<IngestKey | null> {
  const { sha256: hash, revokedAt } = schema.ingestKey
  const [found] = await db.tx('app', ({ orm }) =>
    orm
      .select()
      .from(schema.ingestKey)
      .where(and(eq(hash, sha256(key)), isNull(revokedAt))),
  )
  if (found === undefined) return null
  return found.expiresAt !== null && found.expiresAt <= clock() ? null : withoutHash(found)
}

/** Those of all sites, or of a person's. */
export async function listIngestKeys(
  { db }: Pick<KeyDeps, 'db'>,
  principal?: Principal,
): Promise<IngestKey[]> {
  const { siteId, createdAt } = schema.ingestKey
  const rows = await db.tx(
    'app',
    ({ orm }) => orm.select().from(schema.ingestKey).orderBy(asc(siteId), asc(createdAt)),
    principal === undefined ? {} : { principal },
  )
  return rows.map(withoutHash)
}

/** @throws AppError `not_found` for a key that is not there */
export async function revokeIngestKey(
  { db, clock }: Pick<KeyDeps, 'db' | 'clock'>,
  id: string,
): Promise<void> {
  const revoked = await db.tx('app', ({ orm }) =>
    orm
      .update(schema.ingestKey)
      .set({ revokedAt: clock() })
      .where(and(eq(schema.ingestKey.id, id), isNull(schema.ingestKey.revokedAt)))
      .returning({ id: schema.ingestKey.id }),
  )
  if (revoked.length > 0) return
  throw new AppError('not_found', `There is no key "${id}" in force.`, {
    field: 'id',
    hint: '`jidoka key list` shows them.',
  })
}

const withoutHash = ({ sha256: _hash, ...key }: typeof schema.ingestKey.$inferSelect): IngestKey =>
  key
