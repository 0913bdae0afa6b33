import { and, desc, eq } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import { type Db, schema } from '../../store/index.ts'
import type { Control, Effect } from './effect.ts'

const { followUp } = schema

/** What came of an executed proposal; instants in ISO 8601. */
export type OutcomeView = {
  siteId: string
  proposalId: string
  tool: string
  metric: string
  metricVersion: number | null
  unit: string
  predicted: { delta: number | null; low: number | null; high: number | null }
  before: number | null
  after: number | null
  /** Null where nothing could be measured, for `nullReason`. */
  measured: Effect | null
  controls: Control[]
  hit: boolean | null
  dataUntil: string | null
  nullReason: string | null
  dueAt: string
  measuredAt: string
}

/** How proposals of one tool about one metric came true. Shares from 0 to 1, null without cases. */
export type Track = {
  tool: string
  metric: string
  unit: string
  outcomes: number
  measured: number
  /** It went where it was said to go, at least half as far. */
  hitRate: number | null
  signAgreement: number | null
  /** Σ measured ÷ Σ predicted − 1, in the direction predicted: below 0 too much was promised. */
  bias: number | null
  /** Measured effects inside the predicted interval, of the `bounded` ones that had one. */
  coverage: number | null
  bounded: number
  /** Why the others could not be measured. */
  unmeasured: Record<string, number>
}

export type FollowUpReport = { tracks: Track[]; outcomes: OutcomeView[]; total: number }

type Row = typeof followUp.$inferSelect

const shown = 200

/** What came of one proposal; null: nothing yet. */
export async function getOutcome(
  db: Db,
  principal: Principal,
  at: { siteId: string; id: string },
): Promise<OutcomeView | null> {
  const own = and(eq(followUp.siteId, at.siteId), eq(followUp.proposalId, at.id))
  const rows = await db.tx('read', (tx) => tx.orm.select().from(followUp).where(own), { principal })
  return rows.map(viewOf)[0] ?? null
}

/** How often proposals came true, by tool and metric, with the newest outcomes. */
export async function followUpReport(
  db: Db,
  principal: Principal,
  { siteId }: { siteId?: string | undefined } = {},
): Promise<FollowUpReport> {
  const rows = await db.tx(
    'read',
    (tx) =>
      tx.orm
        .select()
        .from(followUp)
        .where(siteId === undefined ? undefined : eq(followUp.siteId, siteId))
        .orderBy(desc(followUp.measuredAt), followUp.proposalId),
    { principal },
  )
  const outcomes = rows.map(viewOf)
  return { tracks: tracksOf(outcomes), outcomes: outcomes.slice(0, shown), total: outcomes.length }
}

function tracksOf(outcomes: OutcomeView[]): Track[] {
  const groups = Map.groupBy(outcomes, ({ tool, metric }) => `${tool} ${metric}`)
  return [...groups.keys()].sort().map((key) => trackOf(groups.get(key) ?? []))
}

function trackOf(outcomes: OutcomeView[]): Track {
  const [first] = outcomes
  const pairs = outcomes.flatMap(({ predicted: { delta, low, high }, measured, hit }) =>
    measured === null || delta === null ? [] : [{ delta, low, high, is: measured.delta, hit }],
  )
  const bounded = pairs.flatMap(({ low, high, is }) =>
    low === null || high === null ? [] : [low <= is && is <= high],
  )
  const promised = pairs.reduce((sum, { delta }) => sum + Math.abs(delta), 0)
  const kept = pairs.reduce((sum, { delta, is }) => sum + Math.sign(delta) * is, 0)
  const reasons = outcomes.flatMap(({ nullReason }) => nullReason ?? [])
  return {
    tool: first?.tool ?? '',
    metric: first?.metric ?? '',
    unit: first?.unit ?? '',
    outcomes: outcomes.length,
    measured: pairs.length,
    hitRate: share(pairs.map(({ hit }) => hit === true)),
    signAgreement: share(pairs.map(({ delta, is }) => Math.sign(delta) === Math.sign(is))),
    bias: promised === 0 ? null : kept / promised - 1,
    coverage: share(bounded),
    bounded: bounded.length,
    unmeasured: Object.fromEntries(
      [...new Set(reasons)].map((reason) => [
        reason,
        reasons.filter((one) => one === reason).length,
      ]),
    ),
  }
}

const share = (cases: boolean[]): number | null =>
  cases.length === 0 ? null : cases.filter(Boolean).length / cases.length

function viewOf(row: Row): OutcomeView {
  const { predictedDelta, predictedLow, predictedHigh, method, delta, low, high, ...rest } = row
  return {
    ...rest,
    predicted: { delta: predictedDelta, low: predictedLow, high: predictedHigh },
    measured: method === null || delta === null ? null : { method, delta, low, high },
    controls: row.controls as Control[],
    dataUntil: row.dataUntil?.toISOString() ?? null,
    dueAt: row.dueAt.toISOString(),
    measuredAt: row.measuredAt.toISOString(),
  }
}
