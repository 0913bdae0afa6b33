import { sql } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { foldName } from '../fold-name.ts'
import type { ReferenceKind } from './definition.ts'

/** What people call the things of a site. */
export type NamesOf = {
  /** The id that is meant; undefined where nothing, or more than one thing, goes by that name. */
  find: (kind: ReferenceKind, typed: string) => string | undefined
  /** How many there are. */
  count: (kind: ReferenceKind) => number
}

type Asked = { siteId: string; kinds: Iterable<ReferenceKind>; principal?: Principal }
type Named = { id: string; names: string[] }

/** They go by their numbers alone. */
const nameless: ReferenceKind[] = ['production_order', 'purchase_line', 'material_lot', 'lot']
const withAliases: ReferenceKind[] = ['equipment', 'machine', 'product', 'team']

/** Reads ids, names and aliases of some kinds of things, once; those made later are not in it. */
export async function loadNames(db: Db, { siteId, kinds, principal }: Asked): Promise<NamesOf> {
  const byKind = new Map<ReferenceKind, Named[]>()
  const rights = principal === undefined ? {} : { principal }
  for (const kind of new Set(kinds)) {
    const rows = await db.tx('read', (tx) => tx.rows<Named>(statement(kind, siteId)), rights)
    byKind.set(kind, rows)
  }
  const indexes = new Map([...byKind].map(([kind, rows]) => [kind, indexOf(rows)]))
  return {
    find: (kind, typed) => indexes.get(kind)?.get(foldName(typed)) ?? undefined,
    count: (kind) => byKind.get(kind)?.length ?? 0,
  }
}

function statement(kind: ReferenceKind, siteId: string) {
  if (nameless.includes(kind)) {
    return sql`select id, '{}'::text[] as names from ${sql.raw(kind)} where site_id = ${siteId}`
  }
  const table = sql.raw(kind === 'machine' ? 'equipment' : kind)
  const aliases = withAliases.includes(kind) ? sql`|| aliases` : sql``
  const machines = kind === 'machine' ? sql`and level = 'machine'` : sql``
  return sql`select id, array[name_zh, name_en] ${aliases} as names from ${table}
    where site_id = ${siteId} ${machines}`
}

/** An id wins over a name; a name of two things stands for neither. */
function indexOf(rows: Named[]): Map<string, string | null> {
  const index = new Map<string, string | null>()
  for (const { id, names } of rows) {
    for (const name of new Set(names.map(foldName))) {
      index.set(name, index.has(name) && index.get(name) !== id ? null : id)
    }
  }
  for (const { id } of rows) index.set(foldName(id), id)
  return index
}
