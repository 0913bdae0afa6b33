import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { TouchedTime } from '../facts/ranges.ts'
import type { StreamDefinition } from './definition.ts'
import { eventStreams } from './event-streams.ts'
import { type Checked, type GoodRow, refuse } from './parse-rows.ts'
import { type countFigures, sampleStreams } from './sample-streams.ts'
import type { Derived } from './state-sample.ts'
import { pointTime, pointTimes } from './touched.ts'
import { type Row, writeRows } from './write-rows.ts'

const definition = sampleStreams.counter_sample as unknown as StreamDefinition
const counts = eventStreams.production_count as unknown as StreamDefinition

type Scope = { siteId: string; source: string }

/** Gives each sample its planned run time per piece, from the routing where it brings none. */
export async function planRunTimes(tx: Tx, rows: GoodRow[], { siteId }: Scope): Promise<Checked> {
  const open = rows.filter(({ row }) => (row.plannedRunSPerPiece ?? null) === null)
  if (open.length === 0) return { good: rows, bad: [] }
  const wanted = new Map(open.map(({ row }) => [pairOf(row), row]))
  const found = await tx.rows<{ productId: string; machineId: string; seconds: number | null }>(sql`
    select w."productId", w."machineId", (select r.run_s_per_piece from routing_operation r
      where r.site_id = ${siteId} and r.product_id = w."productId"
        and w."machineId" = any (r.machine_ids) order by r.seq limit 1) as seconds
    from json_to_recordset(${JSON.stringify([...wanted.values()])}::json)
      as w("productId" text, "machineId" text)`)
  const planned = new Map(found.map((row) => [pairOf(row), row.seconds]))
  const checked: Checked = { good: [], bad: [] }
  for (const item of rows) {
    const seconds = item.row.plannedRunSPerPiece ?? planned.get(pairOf(item.row)) ?? null
    if (seconds === null) checked.bad.push(refuse(item, [unplanned(item.row)]))
    else checked.good.push({ ...item, row: { ...item.row, plannedRunSPerPiece: seconds } })
  }
  return checked
}

const pairOf = ({ productId, machineId }: Row): string => JSON.stringify([productId, machineId])

const unplanned = ({ productId, machineId }: Row) => ({
  field: 'plannedRunSPerPiece',
  value: null,
  reason: `is missing, and no routing operation of ${productId} runs on ${machineId}`,
})

type Moved = Row & {
  machineId: string
  at: Date
  counter: string
  value: number
  before: number | null
  rollsOverAt: number | null
  countsAs: (typeof countFigures)[number][]
}

/** Stores samples; between two of a counter lies a production count, at the later one. */
export async function writeCounterSamples(tx: Tx, rows: Row[], scope: Scope): Promise<Derived> {
  const { siteId } = scope
  const returning = ['machine_id', 'counter', 'at']
  const written = await writeRows(tx, rows, { definition, siteId, returning })
  if (written.changed.length === 0) return { ...written, touched: [], derived: 0 }
  const moved = await tx.rows<Moved>(movedCounters(written.changed, scope))
  const made = moved.filter((sample) => movedBy(sample) > 0)
  const still = moved.filter((sample) => movedBy(sample) === 0)
  const counted = await writeRows(
    tx,
    made.map((sample) => ({ ...countOf(sample), source: scope.source })),
    { definition: counts, siteId, returning: ['machine_id', 'at'] },
  )
  const touched = [...(await forgetCounts(tx, still, scope)), ...pointTimes(counted)]
  return { ...written, touched, derived: counted.inserted }
}

/** The samples that changed and the ones after them, each with the value before it. */
function movedCounters(changed: Row[], { siteId, source }: Scope): SQL {
  const own = sql`s.site_id = ${siteId} and s.source = ${source}`
  return sql`
    with changed as (select * from json_to_recordset(${JSON.stringify(changed)}::json)
      as c(machine_id text, counter text, at timestamptz)),
    touched as (
      select machine_id, counter, at from changed
      union
      select c.machine_id, c.counter, n.at from changed c cross join lateral (
        select s.at from counter_sample s where ${own} and s.machine_id = c.machine_id
          and s.counter = c.counter and s.at > c.at order by s.at limit 1) n
    )
    select t.machine_id as "machineId", t.counter, t.at, i.value, p.value as before,
      i.rolls_over_at as "rollsOverAt", i.counts_as as "countsAs", i.product_id as "productId",
      i.order_id as "orderId", i.planned_run_s_per_piece as "plannedRunSPerPiece"
    from touched t
    cross join lateral (select * from counter_sample s where ${own}
      and s.machine_id = t.machine_id and s.counter = t.counter and s.at = t.at limit 1) i
    left join lateral (select s.value from counter_sample s where ${own}
      and s.machine_id = t.machine_id and s.counter = t.counter and s.at < t.at
      order by s.at desc limit 1) p on true`
}

/** More pieces than a count holds. */
const mostPieces = 2 ** 31 - 1

/**
 * The first sample of a counter only says where it stands, and so does one that is further on than
 * anybody makes: it was set anew. A roll-over over so many pieces is a beginning at zero.
 */
function movedBy({ value, before, rollsOverAt }: Moved): number {
  if (before === null) return 0
  const rolled = rollsOverAt === null ? value : value + rollsOverAt - before
  const begun = rolled > mostPieces ? value : rolled
  const by = value < before ? begun : value - before
  return by > mostPieces ? 0 : by
}

const keyOf = ({ machineId, counter, at }: Moved): string =>
  `${machineId}|${counter}|${at.toISOString()}`

function countOf(sample: Moved): Row {
  const by = movedBy(sample)
  const figure = (name: Moved['countsAs'][number]) => (sample.countsAs.includes(name) ? by : 0)
  return {
    ...sample,
    good: Math.round(figure('good')),
    scrap: Math.round(figure('scrap')),
    rework: Math.round(figure('rework')),
    firstPass: Math.round(figure('firstPass')),
    energyKwh: figure('energyKwh'),
    sourceKey: keyOf(sample),
  }
}

async function forgetCounts(
  tx: Tx,
  samples: Moved[],
  { siteId, source }: Scope,
): Promise<TouchedTime[]> {
  if (samples.length === 0) return []
  const gone = await tx.rows<{ machineId: string; at: Date }>(sql`
    delete from production_count p
    using json_array_elements_text(${JSON.stringify(samples.map(keyOf))}::json) as w(key)
    where p.site_id = ${siteId} and p.source = ${source} and p.source_key = w.key
    returning p.machine_id as "machineId", p.at`)
  return gone.map(({ machineId, at }) => pointTime(machineId, at))
}
