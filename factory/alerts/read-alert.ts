import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Tx } from '../../store/index.ts'
import { type AlertView, readEvents } from './list-alerts.ts'

export type AlertStep = { seq: number; at: string; doneBy: string; act: string; detail: unknown }

/** What stood around the moment that an event was raised. */
export type AlertEvidence = {
  feed: string
  /** Milliseconds since 1970. */
  points: { at: number; value: number | null }[]
  forS: number
}

export type AlertDetail = {
  event: AlertView
  evidence: AlertEvidence
  steps: AlertStep[]
  /** Events that follow from it, at most 100. */
  followers: AlertView[]
  /** Earlier ones of the same rule and subject, newest first. */
  before: AlertView[]
}

/** @throws AppError `not_found` for an event that is not of one's sites */
export async function readAlert(tx: Tx, siteId: string, id: string): Promise<AlertDetail> {
  const [event] = await readEvents(tx, sql`where site_id = ${siteId} and id = ${id}`)
  if (event === undefined) {
    throw new AppError('not_found', `There is no alert "${id}" at ${siteId}.`, { field: 'id' })
  }
  const [kept] = await tx.rows<{ evidence: AlertEvidence }>(
    sql`select evidence from alert_event where site_id = ${siteId} and id = ${id}`,
  )
  const steps = await tx.rows<Omit<AlertStep, 'at'> & { at: Date }>(sql`
    select seq, at, done_by as "doneBy", act, detail from alert_step
    where site_id = ${siteId} and event_id = ${id} order by seq`)
  const followers = await readEvents(
    tx,
    sql`where site_id = ${siteId} and cause_id = ${id} order by raised_at, id limit 100`,
  )
  const before = await readEvents(
    tx,
    sql`where site_id = ${siteId} and rule_id = ${event.ruleId} and subject = ${event.subject}
      and raised_at < ${event.raisedAt}::timestamptz order by raised_at desc limit 5`,
  )
  const shown = steps.map((step) => ({ ...step, at: step.at.toISOString() }))
  return {
    ...{ event, steps: shown, followers, before },
    evidence: kept?.evidence ?? { feed: '', points: [], forS: 0 },
  }
}
