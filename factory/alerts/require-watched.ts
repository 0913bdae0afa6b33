import { sql } from 'drizzle-orm'
import { fitsWildcard } from '../../base/wildcard.ts'
import type { Tx } from '../../store/index.ts'
import { unknownValue } from '../refuse.ts'
import type { Watched } from './rule.ts'

type Known = { id: string; unit: string | null }

/**
 * That what a rule is to watch is there, before anybody approves it.
 *
 * @returns its unit, where it has one
 * @throws AppError `invalid_input` with the nearest known
 */
export async function requireWatched(
  tx: Tx,
  siteId: string,
  watched: Watched,
): Promise<string | null> {
  switch (watched.kind) {
    case 'metric':
    case 'state':
      return null
    case 'tag': {
      const known = await tx.rows<Known>(sql`select id, unit from tag where site_id = ${siteId}`)
      const fitting = known.filter(({ id }) => fitsWildcard(id, watched.tags))
      if (fitting.length === 0) throw unknown('tag', watched.tags, known)
      return fitting[0]?.unit ?? null
    }
    case 'characteristic':
      return unitOf(tx, { field: 'characteristic', siteId, id: watched.characteristicId })
    case 'material':
      return unitOf(tx, { field: 'material', siteId, id: watched.materialId })
    case 'source': {
      const known = await tx.rows<Known>(sql`select distinct source as id, null as unit
        from ingest_source where site_id = ${siteId}`)
      if (!known.some(({ id }) => id === watched.source))
        throw unknown('source', watched.source, known)
      return null
    }
  }
}

type Asked = { field: 'characteristic' | 'material'; siteId: string; id: string }

async function unitOf(tx: Tx, { field, siteId, id }: Asked): Promise<string | null> {
  const known = await tx.rows<Known>(
    sql`select id, unit from ${sql.raw(field)} where site_id = ${siteId}`,
  )
  const found = known.find((one) => one.id === id)
  if (found === undefined) throw unknown(field, id, known)
  return found.unit
}

const unknown = (field: string, typed: string, known: Known[]) =>
  unknownValue(
    field,
    typed,
    known.map(({ id }) => id),
  )
