import { sql } from 'drizzle-orm'
import { describeError } from '../../base/app-error.ts'
import type { Localized } from '../../base/language.ts'
import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'

/** A message as whoever carries it gets it. */
export type ToPerson = {
  person: string
  site: string
  kind: 'alert' | 'digest' | 'report'
  /** `page`: what it is about, below the address of the server; null: its alerts. */
  message: { title: Localized; body: Localized; eventIds: string[]; page: string | null }
  /** An address that it goes to as well; only its person asks for it. */
  mailTo: string | null
  /** The same message has the same key, however often it is tried. */
  dedupKey: string
}

/** Brings a message to where its person reads; it throws when that may work later. */
export type SendToPerson = (message: ToPerson, signal: AbortSignal) => Promise<void>

type Deps = { db: Db; clock: Clock; sendToPerson: SendToPerson; signal: AbortSignal }

type Queued = {
  siteId: string
  id: string
  forUser: string
  kind: ToPerson['kind']
  titleZh: string
  titleEn: string
  bodyZh: string
  bodyEn: string
  eventIds: string[]
  page: string | null
  mailTo: string | null
  attempts: number
}

const mostAttempts = 8
const claimMs = 60_000
const firstRetryMs = 2_000

/** Sends what is queued; a claim that a dead process left is free again after a minute. */
export async function deliverMessages(deps: Deps): Promise<number> {
  const now = deps.clock()
  const claimed = await deps.db.tx('ingest', (tx) =>
    tx.rows<Queued>(sql`
      update alert_message m set attempts = attempts + 1,
        next_at = ${new Date(now.getTime() + claimMs)}::timestamptz
      from (select site_id, id from alert_message where status = 'queued' and next_at <= ${now}
        order by next_at, id limit 100 for update skip locked) q
      where m.site_id = q.site_id and m.id = q.id
      returning m.site_id as "siteId", m.id, for_user as "forUser", kind, title_zh as "titleZh",
        title_en as "titleEn", body_zh as "bodyZh", body_en as "bodyEn", event_ids as "eventIds",
        page, mail_to as "mailTo", attempts`),
  )
  for (const one of claimed) await sendOne(deps, one)
  return claimed.length
}

async function sendOne({ db, clock, sendToPerson, signal }: Deps, one: Queued): Promise<void> {
  const { siteId, id, attempts } = one
  const problem = await sendToPerson(asSent(one), signal)
    .then(() => null)
    .catch((error: unknown) => describeError(error).message.slice(0, 500))
  const now = clock()
  const isDead = problem !== null && attempts >= mostAttempts
  const status = problem === null ? 'sent' : isDead ? 'dead' : 'queued'
  const nextAt = new Date(now.getTime() + firstRetryMs * 2 ** attempts)
  await db.tx('ingest', (tx) =>
    tx.rows(sql`update alert_message set status = ${status}, problem = ${problem},
      sent_at = ${problem === null ? now : null}::timestamptz, next_at = ${nextAt}::timestamptz
      where site_id = ${siteId} and id = ${id} and status = 'queued' and attempts = ${attempts}`),
  )
}

const asSent = (one: Queued): ToPerson => ({
  ...{ person: one.forUser, site: one.siteId, kind: one.kind, dedupKey: `${one.siteId}/${one.id}` },
  mailTo: one.mailTo,
  message: {
    title: { zh: one.titleZh, en: one.titleEn },
    body: { zh: one.bodyZh, en: one.bodyEn },
    eventIds: one.eventIds,
    page: one.page,
  },
})
