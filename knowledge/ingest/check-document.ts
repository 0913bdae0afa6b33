import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { type Db, roles } from '../../store/index.ts'

const longestId = 120

/** The given id, or one made of the file's name. */
export function documentIdOf({ id, fileName }: { id?: string; fileName: string }): string {
  const made = slugOf(id ?? fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, ''))
  if (made !== '' && id === undefined) return made
  if (made !== '' && id !== undefined && made === id.toLowerCase()) return id
  const value = id ?? fileName
  throw new AppError('invalid_input', `Document id "${value}" cannot be used.`, {
    field: 'id',
    hint: `Letters, digits, ".", "_" and "-", at most ${longestId}${made === '' ? '' : `: for example "${made}"`}.`,
  })
}

function slugOf(name: string): string {
  return name
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, longestId)
}

/** Of a document, what must be known already. */
type Naming = {
  siteId: string
  equipmentIds?: string[]
  readerRoles?: string[]
  ownerRole?: string
}

/** @throws AppError when the document names a site, a role or equipment that is not known */
export async function checkDocument(db: Db, document: Naming): Promise<void> {
  const { siteId, readerRoles = [], equipmentIds = [], ownerRole = 'supervisor' } = document
  refuseUnknown('reader_roles', readerRoles, roles)
  refuseUnknown('owner_role', [ownerRole], roles)
  const { sites, equipment } = await db.tx('ingest', async (tx) => ({
    sites: await tx.rows<{ id: string }>(sql`select site_id as id from site`),
    equipment: await tx.rows<{ id: string }>(sql`
      select id from equipment where ${siteId} in (site_id, 'group')
      union select id from equipment_class where ${siteId} in (site_id, 'group')`),
  }))
  refuseUnknown('site', [siteId], ['group', ...sites.map(({ id }) => id)])
  refuseUnknown(
    'equipment',
    equipmentIds,
    equipment.map(({ id }) => id),
  )
}

function refuseUnknown(field: string, given: string[], known: readonly string[]): void {
  const wrong = given.find((value) => !known.includes(value))
  if (wrong === undefined) return
  const near = nearest(wrong, known)
  throw new AppError('invalid_input', `${field} "${wrong}" is not known.`, {
    field,
    hint:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : `Known: ${known.slice(0, 20).join(', ')}.`,
  })
}
