import { asc, inArray } from 'drizzle-orm'
import { type Db, schema } from '../store/index.ts'

export type Site = { id: string; nameZh: string; nameEn: string; zone: string }

const columns = {
  id: schema.site.siteId,
  nameZh: schema.site.nameZh,
  nameEn: schema.site.nameEn,
  zone: schema.site.zone,
}

/** The sites of a person, by id. */
export async function sitesSeenBy(db: Db, ids: string[]): Promise<Site[]> {
  return db.tx('read', ({ orm }) =>
    orm
      .select(columns)
      .from(schema.site)
      .where(inArray(schema.site.siteId, ids))
      .orderBy(asc(schema.site.siteId)),
  )
}

export async function allSites(db: Db): Promise<Site[]> {
  return db.tx('read', ({ orm }) =>
    orm.select(columns).from(schema.site).orderBy(asc(schema.site.siteId)),
  )
}
