import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { replayRefusals, streamNames } from '../../factory/index.ts'
import type { Db } from '../../store/index.ts'
import { createIngestKey, listIngestKeys, revokeIngestKey } from '../ingest/http/keys.ts'
import { allSites } from '../sites.ts'
import { defineOperation } from './operation.ts'

const stream = z.enum(streamNames)

export const keyCreate = defineOperation({
  name: 'key-create',
  input: z.strictObject({
    site: z.string().min(1),
    label: z.string().min(1).max(80),
    source: z.string().min(1).max(200).optional(),
    streams: z.array(stream).min(1),
    days: z.number().positive().max(3660).optional(),
  }),
  run: async (deps, _context, { site, label, source = label, streams, days = null }) => {
    const siteId = await knownSite(deps.db, site)
    const made = await createIngestKey(deps, { siteId, label, source, streams, days })
    const expiresAt = made.expiresAt?.toISOString() ?? null
    return { ...made, siteId, source, streams, expiresAt, url: `${deps.baseUrl}/ingest/v1` }
  },
})

export const keyList = defineOperation({
  name: 'key-list',
  input: z.strictObject({}),
  run: async (deps) =>
    (await listIngestKeys(deps)).map(({ createdAt, expiresAt, revokedAt, ...key }) => ({
      ...key,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
    })),
})

export const keyRevoke = defineOperation({
  name: 'key-revoke',
  input: z.strictObject({ id: z.string().min(1) }),
  run: async (deps, _context, { id }) => {
    await revokeIngestKey(deps, id)
    return { id }
  },
})

type RefusedCount = {
  site: string
  source: string
  stream: string
  field: string
  reason: string
  rows: number
  newest: string
}

/** Why rows stand refused, most rows first. */
export const refusedList = defineOperation({
  name: 'refused-list',
  input: z.strictObject({}),
  run: async ({ db }): Promise<RefusedCount[]> => {
    const rows = await db.tx('read', (tx) =>
      tx.rows<Omit<RefusedCount, 'newest'> & { newest: Date }>(sql`
        select site_id as site, source, stream, field, reason, count(*) as rows, max(at) as newest
        from ingest_refusal group by 1, 2, 3, 4, 5 order by count(*) desc, 1, 2, 3, 4, 5 limit 200`),
    )
    return rows.map((row) => ({ ...row, newest: row.newest.toISOString() }))
  },
})

export const refusedReplay = defineOperation({
  name: 'refused-replay',
  input: z.strictObject({
    site: z.string().min(1),
    source: z.string().min(1).optional(),
    stream: stream.optional(),
  }),
  run: async (deps, { signal }, { site, source, stream: only }) => {
    const siteId = await knownSite(deps.db, site)
    const which = {
      siteId,
      ...(source === undefined ? {} : { source }),
      ...(only === undefined ? {} : { stream: only }),
    }
    return replayRefusals(deps, which, { signal })
  },
})

async function knownSite(db: Db, typed: string): Promise<string> {
  const known = (await allSites(db)).map(({ id }) => id)
  if (known.includes(typed)) return typed
  throw new AppError('invalid_input', `There is no site "${typed}".`, {
    field: 'site',
    hint: `Known sites: ${nearest(typed, known).join(', ') || known.join(', ') || 'none yet'}.`,
  })
}
