import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { KpiCall } from './cases.ts'
import { type Data, type NlqPlant, principalOf } from './plant.ts'

type Sums = Record<
  'good' | 'scrap' | 'rework' | 'planned_run_s' | 'busy_s' | 'run_s' | 'down_s',
  number
>

const made = ({ good, scrap, rework }: Sums) => good + scrap + rework

/** Metrics as a person would work them out from what machines reported. */
const formulas: Record<string, (sums: Sums) => number> = {
  output: ({ good }) => good,
  scrap_quantity: ({ scrap }) => scrap,
  scrap_ratio: (sums) => (100 * sums.scrap) / made(sums),
  rework_ratio: (sums) => (100 * sums.rework) / made(sums),
  quality_ratio: (sums) => (100 * sums.good) / made(sums),
  defect_ppm: (sums) => (1e6 * (sums.scrap + sums.rework)) / made(sums),
  availability: ({ run_s: run, busy_s: busy }) => (100 * run) / busy,
  downtime: ({ down_s: down }) => down / 60,
  oee: (sums) => (100 * sums.planned_run_s * sums.good) / (sums.busy_s * made(sums)),
}

/**
 * One figure for each metric by SQL over raw counts and states, which shares nothing with the metric
 * centre, of the sites of who asked; null for a question that is split or filtered otherwise, or whose
 * window is not over.
 */
export async function byHand(
  { db }: NlqPlant,
  { metrics, filters = {}, dimensions = [], grains = [] }: KpiCall,
  { window, asker }: { window: unknown; asker: string },
): Promise<Record<string, number> | null> {
  const simple = Object.keys(filters).every((key) => ['site', 'line', 'machine'].includes(key))
  if (!simple || dimensions.length + grains.length > 0) return null
  const { from, to } = window as { from: string; to: string }
  const isKnown = metrics.every((metric) => formulas[metric] !== undefined)
  if (!isKnown || new Date(to) > dataUntil) return null
  const own = principalOf(asker).roles.map(({ siteId }) => siteId)
  const where = sql`e.site_id in ${own} and ${whereOf(filters)}`
  const work = (tx: Tx) => tx.rows<Sums>(statement(where, { from, to }))
  const [sums] = await db.tx('owner', work)
  if (sums === undefined) return null
  return Object.fromEntries(
    metrics.map((metric) => [metric, formulas[metric]?.(sums) ?? Number.NaN]),
  )
}

/** The demo's machines have reported until this hour. */
const dataUntil = new Date('2026-11-24T02:00:00Z')

function whereOf({ site, line, machine }: Record<string, string[]>): SQL {
  const parts = [
    ...(site ? [sql`e.site_id in ${site}`] : []),
    ...(line ? [sql`e.line_id in ${line}`] : []),
    ...(machine ? [sql`e.id in ${machine}`] : []),
  ]
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `)
}

const statement = (where: SQL, { from, to }: { from: string; to: string }): SQL => sql`
  with of as (select site_id, id from equipment e where level = 'machine' and ${where}),
  pieces as (
    select sum(good)::float8 as good, sum(scrap)::float8 as scrap, sum(rework)::float8 as rework,
      sum(planned_run_s_per_piece * (good + scrap + rework))::float8 as planned_run_s
    from production_count c join of on of.site_id = c.site_id and of.id = c.machine_id
    where c.at > ${from}::timestamptz and c.at <= ${to}::timestamptz),
  spans as (
    select s.category, extract(epoch from least(coalesce(s.end_at, ${to}::timestamptz),
      ${to}::timestamptz) - greatest(s.start_at, ${from}::timestamptz))::float8 as seconds
    from machine_state s join of on of.site_id = s.site_id and of.id = s.machine_id
    where s.start_at < ${to}::timestamptz
      and coalesce(s.end_at, ${to}::timestamptz) > ${from}::timestamptz)
  select pieces.*, (select sum(seconds) from spans where category <> 'planned_stop') as busy_s,
    (select sum(seconds) from spans where category = 'production') as run_s,
    coalesce((select sum(seconds) from spans where category = 'down'), 0) as down_s
  from pieces`

/** What the tool says otherwise than the hand; null where they agree. */
export function disagreement(hand: Record<string, number>, { columns, rows }: Data): string | null {
  const [row] = rows as (number | null)[][]
  const faults = Object.entries(hand).flatMap(([id, wanted]) => {
    const is = row?.[(columns as string[]).indexOf(id)] ?? Number.NaN
    return Math.abs(is - wanted) <= 1e-3 * Math.max(1, Math.abs(wanted)) ? [] : [`${id} ${wanted}`]
  })
  return faults.length === 0 ? null : `by hand it is ${faults.join(', ')}`
}
