import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { canonicalJson } from '../../base/canonical-json.ts'
import type { Outdated } from '../../base/outdated.ts'
import type { Tx } from '../../store/index.ts'
import { periodsIn, periodsOf, type StoredPeriod } from './periods.ts'

const instant = z.iso.datetime()

/** Exactly what an approved proposal does: which revision is in force from when, until when. */
export const documentPublication = z.strictObject({
  /** `group` for documents of every site. */
  siteId: z.string(),
  documentId: z.string(),
  /** Null: none is. */
  revision: z.int().positive().nullable(),
  /** Of its bytes: what was looked at. */
  sha256: z.string().nullable(),
  /** The revision that it was compared with: the one in force at its beginning. */
  compared: z.int().positive().nullable(),
  /** Null: as soon as it is executed. */
  from: instant.nullable(),
  until: instant.nullable(),
  reason: z.string(),
})
export type DocumentPublication = z.output<typeof documentPublication>

/** Which revision is in force when, in order; drafts are in none. */
const timeline = z.array(
  z.strictObject({ revision: z.number(), from: z.string(), until: z.string().nullable() }),
)
export type Timeline = z.output<typeof timeline>

export const publicationPreconditions = z.strictObject({ timeline })
export type PublicationPreconditions = z.output<typeof publicationPreconditions>

type Place = { siteId: string; documentId: string }

export async function readTimeline(tx: Tx, { siteId, documentId }: Place): Promise<Timeline> {
  const rows = await tx.rows<{ revision: number; periods: StoredPeriod[] }>(sql`
    select revision, ${periodsIn(sql`in_force`)} as periods from document_revision
    where site_id = ${siteId} and document_id = ${documentId}`)
  return rows
    .flatMap(({ revision, periods }) =>
      periodsOf(periods).map((period) => ({ revision, ...period })),
    )
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** The revision in force at an instant, ISO 8601. */
export const standingIn = (when: Timeline, at: string): number | null =>
  when.find(({ from, until }) => from <= at && (until === null || at < until))?.revision ?? null

/** Names what has changed since it was proposed; nothing changes any more before it is executed. */
export async function publicationStale(
  tx: Tx,
  { siteId, documentId }: DocumentPublication,
  was: PublicationPreconditions,
): Promise<Outdated | null> {
  await tx.rows(sql`select jidoka_hold_document(${siteId}, ${documentId})`)
  const now = await readTimeline(tx, { siteId, documentId })
  if (canonicalJson(now) === canonicalJson(was.timeline)) return null
  const [before, after] = [said(was.timeline), said(now)]
  return {
    ...{ precondition: 'document_unchanged', before, after },
    zh: `${documentId} 的生效版本已从 ${before} 变为 ${after}。`,
    en: `What is in force of ${documentId} went from ${before} to ${after} since.`,
  }
}

const said = (when: Timeline): string =>
  when.map(({ revision, from, until }) => `r${revision} ${from}…${until ?? ''}`).join(', ') || '–'

type Execution = { actionId: string; now: Date }

/** Puts the revision in force. Runs only inside the execution of the approved action. */
export async function publishDocument(
  tx: Tx,
  { siteId, documentId, revision, ...asked }: DocumentPublication,
  { actionId, now }: Execution,
): Promise<{ documentId: string; revision: number | null; from: string; until: string | null }> {
  const at = now.toISOString()
  // Approved late, it holds from then on: what was in force until now is history.
  const from = asked.from === null || asked.from < at ? at : asked.from
  const { until } = asked
  await tx.rows(sql`select jidoka_publish_document(${siteId}, ${actionId}, ${documentId},
    ${revision}, ${from}::timestamptz, ${until}::timestamptz)`)
  return { documentId, revision, from, until }
}
