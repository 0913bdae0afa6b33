import { sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import type { FeedbackVerdict } from './feedback.ts'
import { compareStanding, periodsIn, periodsOf, type StoredPeriod, standingAt } from './periods.ts'
import { reviewDueOf, reviewStateOf } from './review-due.ts'
import type { FacetCount, LibraryFacets, LibraryItem } from './types.ts'

export type LibraryFilter = {
  /** Part of a title or an id. */
  q?: string | undefined
  site?: string | undefined
  language?: string | undefined
  state?: string | undefined
  review?: string | undefined
  type?: string | undefined
  equipment?: string | undefined
}

/** Every document that the person may read, as it stands now, by title. */
export async function listLibrary(
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
): Promise<LibraryItem[]> {
  return db.tx('read', (tx) => libraryItems(tx, clock()), { principal })
}

type Head = Pick<LibraryItem, 'mediaType' | 'fileName' | 'pages'> & {
  revision: number
  periods: StoredPeriod[]
  reviewedAt: string | null
}
type Row = Omit<
  LibraryItem,
  keyof Head | 'state' | 'from' | 'until' | 'waiting' | 'reviewDue' | 'review' | 'remarks'
> & { heads: Head[] }

/** Of one document, or of all. */
export async function libraryItems(
  tx: Tx,
  now: Date,
  { siteId = null, id = null }: { siteId?: string | null; id?: string | null } = {},
): Promise<LibraryItem[]> {
  const rows = await tx.rows<Row>(sql`
    select d.site_id as "siteId", d.id, d.title, d.language, d.equipment_ids as "equipmentIds",
      d.reader_roles as "readerRoles", d.clearance, d.owner_role as "ownerRole",
      d.review_months as "reviewMonths", json_agg(json_build_object('revision', r.revision,
        'periods', ${periodsIn(sql`r.in_force`)}, 'mediaType', r.media_type, 'fileName', r.file_name,
        'pages', r.pages, 'reviewedAt', r.reviewed_at)) as heads
    from document d join document_revision r on r.site_id = d.site_id and r.document_id = d.id
    where (${siteId}::text is null or d.site_id = ${siteId}) and (${id}::text is null or d.id = ${id})
    group by d.site_id, d.id order by d.title, d.site_id, d.id`)
  const remarks = await remarksOf(tx)
  return rows.map((row) => itemOf(row, { now, remarks }))
}

type Remarks = Map<string, LibraryItem['remarks']>
const keyOf = (...parts: (string | number)[]) => parts.join('/')

async function remarksOf(tx: Tx): Promise<Remarks> {
  const rows = await tx.rows<{ key: string; verdict: FeedbackVerdict; count: number }>(sql`
    select concat_ws('/', site_id, document_id, revision) as key, verdict, count(*)::int as count
    from citation_feedback group by 1, 2`)
  const none = { useful: 0, wrong: 0, outdated: 0 }
  const remarks: Remarks = new Map()
  for (const { key, verdict, count } of rows) {
    remarks.set(key, { ...none, ...remarks.get(key), [verdict]: count })
  }
  return remarks
}

function itemOf({ heads, ...row }: Row, { now, remarks }: { now: Date; remarks: Remarks }) {
  const revisions = heads
    .map(({ periods, ...head }) => ({ ...head, ...standingAt(periodsOf(periods), now) }))
    .sort(compareStanding)
  const [{ reviewedAt, ...shown }] = revisions as [(typeof revisions)[number]]
  const reviewDue = reviewDueOf({ ...shown, reviewedAt, months: row.reviewMonths })
  return {
    ...row,
    ...shown,
    waiting: revisions
      .filter((one) => one.revision !== shown.revision)
      .filter(({ state }) => state === 'draft' || state === 'scheduled')
      .map(({ revision }) => revision)
      .sort((a, b) => a - b),
    reviewDue,
    review: reviewStateOf(reviewDue, now),
    remarks: remarks.get(keyOf(row.siteId, row.id, shown.revision)) ?? {
      ...{ useful: 0, wrong: 0, outdated: 0 },
    },
  } satisfies LibraryItem
}

export function matches(item: LibraryItem, filter: LibraryFilter): boolean {
  const { q, site, language, state, review, type, equipment } = filter
  const words = (q ?? '').toLowerCase()
  return (
    `${item.title} ${item.id}`.toLowerCase().includes(words) &&
    (site === undefined || item.siteId === site) &&
    (language === undefined || item.language === language) &&
    (state === undefined || item.state === state) &&
    (review === undefined || item.review === review) &&
    (type === undefined || item.mediaType === type) &&
    (equipment === undefined || item.equipmentIds.includes(equipment))
  )
}

/** How many documents there are of each kind, the most first. */
export function facetsOf(items: LibraryItem[]): LibraryFacets {
  const count = (valuesOf: (item: LibraryItem) => string[]): FacetCount[] => {
    const groups = Map.groupBy(items.flatMap(valuesOf), (value) => value)
    return [...groups]
      .map(([value, all]) => ({ value, count: all.length }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
  return {
    site: count(({ siteId }) => [siteId]),
    language: count(({ language }) => [language]),
    state: count(({ state }) => [state]),
    review: count(({ review }) => (review === null ? [] : [review])),
    type: count(({ mediaType }) => [mediaType]),
    equipment: count(({ equipmentIds }) => equipmentIds),
  }
}
