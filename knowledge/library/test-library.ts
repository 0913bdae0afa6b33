/** Documents of a site of its own in a shared store, at a clock that stands where a test puts it. */
import type { Principal } from '../../base/principal.ts'
import { type Db, schema } from '../../store/index.ts'
import { type AddedDocument, addDocument, type NewDocument } from '../ingest/add-document.ts'

/** Long past, so that no test depends on the day on which it runs. */
export const day = (n: number) => new Date(Date.UTC(2020, 0, n))

export const personAt = (siteId: string, role: string): Principal => ({
  userId: `${role}@${siteId}`,
  roles: [{ siteId, role }],
  language: 'en',
})

export async function openSite(db: Db, siteId: string): Promise<void> {
  const names = { nameZh: siteId, nameEn: siteId, zone: 'Asia/Shanghai' }
  await db.tx('ingest', (tx) => tx.orm.insert(schema.site).values({ siteId, ...names }))
}

type Draft = Partial<Omit<NewDocument, 'bytes'>> & {
  siteId: string
  text: string
  on: number
  principal?: Principal
}

export function addText(db: Db, { text, on, principal, ...rest }: Draft): Promise<AddedDocument> {
  const bytes = new TextEncoder().encode(text)
  const deps = { db, clock: () => day(on), ...(principal === undefined ? {} : { principal }) }
  return addDocument(deps, { fileName: 'spindle.md', bytes, ...rest })
}
