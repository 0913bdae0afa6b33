import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

export type Place = {
  siteId: string
  id: string
  level: string
  nameZh: string
  nameEn: string
  parentId: string | null
  lineId: string | null
  areaId: string | null
}

export type Places = {
  /** The place and those above it, the site last. */
  chainOf: (scopeId: string) => string[]
  lineOf: (scopeId: string) => string | null
  areaOf: (scopeId: string) => string | null
  /** Machines at or below the place. */
  machinesOf: (scopeId: string) => Place[]
  find: (scopeId: string) => Place | null
  /** How many lines an area has; null: the site. */
  linesIn: (area: string | null) => number
}

/** The equipment of a site (ISA-95), as one question after another is asked of it. */
export async function readPlaces(tx: Tx, siteId: string): Promise<Places> {
  const rows = await tx.rows<Place>(sql`select site_id as "siteId", id, level, name_zh as "nameZh",
    name_en as "nameEn", parent_id as "parentId", line_id as "lineId", area_id as "areaId"
    from equipment where site_id = ${siteId} order by id`)
  return placesOf(siteId, rows)
}

/** Sites whose equipment was read; whoever keeps them says until when that holds. */
export type KnownPlaces = Map<string, Places>

export async function placesAt(tx: Tx, known: KnownPlaces, siteId: string): Promise<Places> {
  const places = known.get(siteId) ?? (await readPlaces(tx, siteId))
  known.set(siteId, places)
  return places
}

export function placesOf(siteId: string, rows: readonly Place[]): Places {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const chainOf = (scopeId: string): string[] => {
    const chain: string[] = []
    let next: string | null = scopeId
    while (next !== null && next !== siteId && !chain.includes(next)) {
      chain.push(next)
      const place: Place | undefined = byId.get(next)
      next = place === undefined ? null : (place.parentId ?? place.lineId ?? place.areaId)
    }
    return [...chain, siteId]
  }
  const ofLevel = (scopeId: string, level: string) =>
    chainOf(scopeId).find((id) => byId.get(id)?.level === level) ?? null
  const areaOf = (scopeId: string) => ofLevel(scopeId, 'area') ?? byId.get(scopeId)?.areaId ?? null
  const lines = rows.filter(({ level }) => level === 'line')
  return {
    chainOf,
    lineOf: (scopeId) => ofLevel(scopeId, 'line') ?? byId.get(scopeId)?.lineId ?? null,
    areaOf,
    machinesOf: (scopeId) =>
      rows.filter(({ id, level }) => level === 'machine' && chainOf(id).includes(scopeId)),
    find: (scopeId) => byId.get(scopeId) ?? null,
    linesIn: (area) =>
      area === null
        ? lines.length
        : lines.filter(({ id, areaId }) => (areaId ?? areaOf(id)) === area).length,
  }
}
