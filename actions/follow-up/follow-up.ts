import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { hourMs } from '../../base/milliseconds.ts'
import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import { type Control, effectOf, isHit } from './effect.ts'

/** How long rows may come late before an outcome is written without them. */
const patienceMs = 24 * hourMs

const instant = z.iso.datetime().transform((text) => new Date(text))
const predicted = z.object({
  metric: z.string(),
  version: z.number(),
  filters: z.record(z.string(), z.array(z.string())),
  baseline: z.object({ from: instant, to: instant }),
  before: z.number().nullable(),
  after: z.number(),
})

export type Window = { from: Date; to: Date }

export type MeasureRequest = {
  siteId: string
  metric: string
  version: number
  filters: Record<string, string[]>
  before: Window
  after: Window
}

/** What the metric centre says of both windows; null where it has no number. */
export type Measurement = {
  before: number | null
  after: number | null
  controls: Control[]
  /** What it changed by from each earlier window to the next. */
  earlier: number[]
  /** How far the data of the site reach, ISO 8601. */
  dataUntil: string | null
}

/** Asks the metric centre; null: it knows no such metric, version or filter any more. */
export type Measure = (request: MeasureRequest) => Promise<Measurement | null>

export type FollowUpDeps = { db: Db; clock: Clock; measure: Measure; signal?: AbortSignal }

type Due = { siteId: string; id: string; prediction: unknown; executedAt: Date; dueAt: Date }
type Outcome = Record<string, unknown>

/**
 * Measures the executed proposals whose horizon has passed and writes what came of them, each once. A
 * kill between measuring and writing leaves the proposal due.
 *
 * @returns how many outcomes were written
 */
export async function followUpDue(deps: FollowUpDeps): Promise<number> {
  const { db, clock, signal } = deps
  const due = await db.tx('execute', (tx) =>
    tx.rows<Due>(sql`
      select p.site_id as "siteId", p.id, p.prediction, p.finished_at as "executedAt",
        jidoka_follow_up_due(p) as "dueAt" from proposal p
      where p.status = 'done' and jidoka_follow_up_due(p) <= ${clock()} and not exists (
        select from follow_up f where f.site_id = p.site_id and f.proposal_id = p.id)
      order by p.finished_at, p.id limit 100`),
  )
  let written = 0
  for (const one of due) {
    if (signal?.aborted) break
    const outcome = await outcomeOf(deps, one)
    if (outcome !== null) written += await record(deps, one, outcome)
  }
  return written
}

/** Null: data may still come. */
async function outcomeOf({ measure, clock }: FollowUpDeps, due: Due): Promise<Outcome | null> {
  const parsed = predicted.safeParse(due.prediction)
  if (!parsed.success) return without('prediction_incomplete')
  const { baseline, metric, version, filters } = parsed.data
  const found = await measure({
    ...{ siteId: due.siteId, metric, version, filters },
    before: baseline,
    after: windowAfter(due),
  })
  if (found === null) return without('not_measurable')
  const { before, after, dataUntil } = found
  const known = { metric_version: version, data_until: dataUntil, before, after }
  const late = dataUntil === null || Date.parse(dataUntil) < windowAfter(due).to.getTime()
  if (late && clock().getTime() < due.dueAt.getTime() + patienceMs) return null
  if (before === null) return { ...known, ...without('no_baseline') }
  if (after === null) return { ...known, ...without('no_data') }
  if (late) return { ...known, ...without('data_late') }
  const { controls, earlier } = found
  const effect = effectOf({ before, after }, controls, earlier)
  const said = parsed.data.before
  const hit = said === null ? null : isHit(parsed.data.after - said, effect.delta)
  return { ...known, ...effect, controls, hit, null_reason: null }
}

const without = (reason: string): Outcome => ({ null_reason: reason })

/** Facts are hourly: from the hour in which it was executed, as long as the horizon. */
function windowAfter({ executedAt, dueAt }: Due): Window {
  const fromMs = Math.floor(executedAt.getTime() / hourMs) * hourMs
  const hours = Math.round((dueAt.getTime() - executedAt.getTime()) / hourMs)
  return { from: new Date(fromMs), to: new Date(fromMs + hours * hourMs) }
}

function record({ db, clock }: FollowUpDeps, due: Due, outcome: Outcome): Promise<number> {
  const row = { site_id: due.siteId, proposal_id: due.id, ...outcome }
  return db.tx('execute', async (tx) => {
    const [written] = await tx.rows<{ first: boolean }>(
      sql`select jidoka_follow_up(${JSON.stringify(row)}::jsonb, ${clock()}) as first`,
    )
    return written?.first ? 1 : 0
  })
}
