import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { loadMetrics } from '../../factory/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { NamedThing, Names } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

/** What the ids in figures are called, as far as a person may see: pages show names, not ids. */
export function nameRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().use(requirePerson(deps)).get('/', async (c) => {
    const { principal } = c.get('person')
    const names = await deps.db.tx(
      'read',
      async (tx): Promise<Names> => {
        const things = await tx.rows<NamedThing>(thingsStatement)
        const metrics = await loadMetrics(tx)
        return {
          items: [
            ...metrics.map(({ id, names }) => ({
              ...{ kind: 'metric' as const, siteId: 'group', id },
              ...{ nameZh: names.zh, nameEn: names.en },
            })),
            ...things,
          ],
        }
      },
      { principal },
    )
    return c.json(names)
  })
}

const tables = {
  ...{ team: 'team', shift: 'shift', product: 'product', reason: 'downtime_reason' },
  ...{ material: 'material', supplier: 'supplier' },
}

const thingsStatement = sql.join(
  [
    sql`select 'equipment' as kind, site_id as "siteId", id, name_zh as "nameZh",
      name_en as "nameEn" from equipment`,
    ...Object.entries(tables).map(
      ([kind, table]) => sql`select ${sql.raw(`'${kind}'`)}, site_id, id, name_zh, name_en
        from ${sql.identifier(table)}`,
    ),
    sql`order by 1, 2, 3`,
  ].flatMap((part, at, all) =>
    at === 0 || at === all.length - 1 ? [part] : [sql`union all`, part],
  ),
  sql` `,
)
