import { sql } from 'drizzle-orm'
import type { Principal } from '../base/principal.ts'
import type { Db } from '../store/index.ts'
import type { RiskLevel } from './types.ts'

type Named = { id: string; titleZh: string; titleEn: string }

/** What waited for a decision when a period ended. */
export type OpenThen = Named & { risk: RiskLevel; requestedBy: string; createdAt: string }

/** A decision of the period, and what became of the proposal since. */
export type DecidedThen = Named & {
  verdict: 'approve' | 'reject'
  decidedBy: string
  reason: string | null
  at: string
  status: string
}

/** What an executed proposal promised and what was measured in the period. */
export type MeasuredThen = Named & {
  metric: string
  unit: string
  predicted: number | null
  measured: number | null
  low: number | null
  high: number | null
  hit: boolean | null
  nullReason: string | null
  measuredAt: string
}

/** Lists hold at most 20, newest first; totals count all. Instants in ISO 8601. */
export type GatePeriod = {
  open: OpenThen[]
  openTotal: number
  decided: DecidedThen[]
  decidedTotal: number
  measured: MeasuredThen[]
  measuredTotal: number
}

const mostShown = 20

/** What the gate did at a site in a period, and what it left open, as far as the reader may see. */
export function readGatePeriod(
  db: Db,
  principal: Principal,
  { siteId, from, to }: { siteId: string; from: Date; to: Date },
): Promise<GatePeriod> {
  const title = sql`p.title_zh as "titleZh", p.title_en as "titleEn", count(*) over ()::int as total`
  return db.tx(
    'read',
    async (tx) => {
      const open = await tx.rows<Dated<OpenThen, 'createdAt'>>(sql`
        select p.id, ${title}, p.risk, p.requested_by as "requestedBy", p.created_at as "createdAt"
        from proposal p where p.site_id = ${siteId} and p.created_at < ${to}
          and (p.status = 'pending'
            or coalesce(p.decided_at, p.finished_at, p.expires_at) >= ${to})
        order by p.created_at desc, p.id limit ${mostShown}`)
      const decided = await tx.rows<Dated<DecidedThen, 'at'>>(sql`
        select p.id, ${title}, d.verdict, d.decided_by as "decidedBy",
          coalesce(d.reason_text, d.reason_code) as reason, d.at, p.status
        from decision d join proposal p on p.site_id = d.site_id and p.id = d.proposal_id
        where d.site_id = ${siteId} and d.at >= ${from} and d.at < ${to}
        order by d.at desc, p.id limit ${mostShown}`)
      const measured = await tx.rows<Dated<MeasuredThen, 'measuredAt'>>(sql`
        select p.id, ${title}, f.metric, f.unit, f.predicted_delta as predicted, f.delta as measured,
          f.low, f.high, f.hit, f.null_reason as "nullReason", f.measured_at as "measuredAt"
        from follow_up f join proposal p on p.site_id = f.site_id and p.id = f.proposal_id
        where f.site_id = ${siteId} and f.measured_at >= ${from} and f.measured_at < ${to}
        order by f.measured_at desc, p.id limit ${mostShown}`)
      return {
        open: open.map(({ total: _, createdAt, ...one }) => ({
          ...one,
          createdAt: createdAt.toISOString(),
        })),
        openTotal: open[0]?.total ?? 0,
        decided: decided.map(({ total: _, at, ...one }) => ({ ...one, at: at.toISOString() })),
        decidedTotal: decided[0]?.total ?? 0,
        measured: measured.map(({ total: _, measuredAt, ...one }) => ({
          ...one,
          measuredAt: measuredAt.toISOString(),
        })),
        measuredTotal: measured[0]?.total ?? 0,
      }
    },
    { principal },
  )
}

type Dated<Row, Key extends keyof Row> = Omit<Row, Key> & Record<Key, Date> & { total: number }
