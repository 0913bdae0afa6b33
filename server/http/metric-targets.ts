import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import { periodsOn, readTargetPeriods, readToday, type TargetPeriod } from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import { parseInput, proposeTarget } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { MetricDetail, MetricTargetView } from './metric-contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const text = z.string().trim().min(1).max(200)
const request = {
  name: 'the target',
  input: z.strictObject({
    ...{ site: text, metric: text, line: text.optional(), target: z.number() },
    ...{ fromDay: z.iso.date(), reason: z.string().trim().min(3).max(1000) },
    /** Of this form as it was filled in: sent twice, it is one proposal. */
    requestKey: z.string().min(8).max(100),
  }),
}

/** Asking for a target: it holds once somebody else approved it. */
export function metricTargetRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().use(requirePerson(deps)).post('/', async (c) => {
    const { requestKey, ...asked } = parseInput(request, await jsonBody(c))
    const { principal } = c.get('person')
    const by = { principal, channel: 'web', tainted: false, idempotencyKey: requestKey }
    const filed = await proposeTarget(deps, by, asked)
    deps.wakes.wake()
    return c.json(filed, 201)
  })
}

const states: MetricTargetView['state'][] = ['now', 'before', 'after']

type Of = { id: string; sites: string[]; now: Date }

/** Every target of a metric with who asked and who approved, as far as the reader may see. */
export async function readTargetViews(
  tx: Tx,
  { id, sites, now }: Of,
): Promise<Pick<MetricDetail, 'targets' | 'targetsInReview'>> {
  const periods = await readTargetPeriods(tx, { metrics: [{ id }], sites })
  const today = await readToday(tx, now)
  const held = [...today].flatMap(([siteId, day]) =>
    periodsOn(
      periods.filter((one) => one.siteId === siteId),
      day,
    ),
  )
  const people = await readPeople(tx, periods)
  const stateOf = (one: TargetPeriod): MetricTargetView['state'] => {
    if (held.includes(one)) return 'now'
    return (one.fromDay ?? '') > (today.get(one.siteId) ?? '') ? 'before' : 'after'
  }
  return {
    targets: periods
      .map((one) => ({
        ...{ ...one, state: stateOf(one) },
        requestedBy: people.get(one.actionId ?? '')?.requestedBy ?? null,
        approvedBy: people.get(one.actionId ?? '')?.approvedBy ?? [],
      }))
      .toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state)),
    targetsInReview: await tx.rows(sql`select site_id as "siteId", id as "actionId",
        args::jsonb->>'scopeId' as scope, (args::jsonb->>'target')::float8 as target,
        args::jsonb->>'fromDay' as "fromDay" from proposal
      where tool = 'set_metric_target' and status = 'pending' and site_id in ${sites}
        and args::jsonb->>'metricId' = ${id} order by created_at, id`),
  }
}

type People = { id: string; requestedBy: string; approvedBy: string[] }

async function readPeople(tx: Tx, periods: TargetPeriod[]): Promise<Map<string, People>> {
  const ids = periods.flatMap(({ actionId }) => actionId ?? [])
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<People>(sql`
    select p.id, p.requested_by as "requestedBy", array(select d.decided_by from decision d
      where d.site_id = p.site_id and d.proposal_id = p.id and d.version = p.version
        and d.verdict = 'approve' order by d.at) as "approvedBy"
    from proposal p where p.tool = 'set_metric_target' and p.id in ${ids}`)
  return new Map(rows.map((row) => [row.id, row]))
}
