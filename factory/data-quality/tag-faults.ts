import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { Fault, Search } from './fault.ts'

/** Samples of each tag that are looked at; the newest. */
const samplesRead = 200
const fewestSamples = 20
const shortestGapS = 300
/** A gap is that much longer than the usual time between two samples. */
const gapFactor = 10
const shortestFreezeS = 1_800

/** What a unit can mean at all, whatever the machine; far outside of what sensors of it report. */
const physical: [units: string[], low: number, high: number][] = [
  [['°C', '℃', 'C', 'degC'], -273.15, 3_000],
  [['K'], 0, 3_300],
  [['%RH', '%rh'], 0, 100],
  [['mm/s'], 0, 1_000],
  [['Hz', 'kg', 'g', 'kWh', 'Wh'], 0, 1e9],
]

/**
 * Gaps, frozen sensors and impossible values, from the newest samples of each tag: what is older
 * was found when it was new. One pass over the index, whatever the size of the table.
 */
export async function tagFaults(tx: Tx, search: Search): Promise<Fault[]> {
  const tags = await tx.rows<TagSamples>(sql`
    with newest as materialized (
      select t.id, t.unit, t.low_limit, t.high_limit, t.equipment_id, m.at, m.value, m.quality
      from tag t cross join lateral (
        select at, value, quality from measurement
        where site_id = ${search.siteId} and tag_id = t.id order by at desc limit ${samplesRead}
      ) m
      where t.site_id = ${search.siteId}
    ),
    stepped as (
      select *, extract(epoch from at - lag(at) over w)::float8 as step_s, lag(at) over w as before
      from newest window w as (partition by id order by at)
    )
    select id, min(unit) as unit, min(low_limit) as "lowLimit", min(high_limit) as "highLimit",
      min(equipment_id) as "machineId", count(*)::int as samples, min(at) as "firstAt",
      max(at) as "lastAt", min(value) as lowest, max(value) as highest,
      percentile_cont(0.5) within group (order by step_s) as "usualS",
      (array_agg(before order by step_s desc nulls last))[1] as "gapFrom",
      (array_agg(at order by step_s desc nulls last))[1] as "gapTo", max(step_s) as "gapS"
    from stepped where quality <> 'bad' group by id having count(*) >= ${fewestSamples}`)
  const impossible = tags.flatMap((tag) => impossibleOf(tag, search))
  const frozen = await frozenOf(tx, search, tags.filter(isConstant))
  return [...pastGaps(tags, search), ...silences(tags, search), ...impossible, ...frozen]
}

type TagSamples = {
  id: string
  unit: string
  lowLimit: number | null
  highLimit: number | null
  machineId: string
  samples: number
  firstAt: Date
  lastAt: Date
  lowest: number
  highest: number
  /** Median time between two samples. */
  usualS: number
  gapFrom: Date | null
  gapTo: Date
  gapS: number | null
}

/** The longest time between two samples of a tag that is nothing to speak of. */
const longestS = ({ usualS }: TagSamples): number => Math.max(shortestGapS, gapFactor * usualS)

/** Gaps that are over. */
function pastGaps(tags: TagSamples[], { since }: Search): Fault[] {
  return tags.flatMap((tag) => {
    const { gapFrom, gapTo, gapS } = tag
    const isGap = gapFrom !== null && gapS !== null && gapS > longestS(tag) && gapTo > since
    return isGap ? [gapFault(tag.id, { from: gapFrom, to: gapTo, usualS: tag.usualS })] : []
  })
}

/** Silence that goes on; when all tags of a machine are silent, it is the machine that is. */
function silences(tags: TagSamples[], { now, since }: Search): Fault[] {
  const faults: Fault[] = []
  for (const [machineId, own] of Map.groupBy(tags, (tag) => tag.machineId)) {
    const silent = own.filter(
      (tag) => secondsBetween(tag.lastAt, now) > longestS(tag) && tag.lastAt > since,
    )
    const [newest] = silent.toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime())
    if (newest === undefined) continue
    const wholeMachine = silent.length === own.length && own.length > 1
    const named = wholeMachine ? [{ ...newest, id: machineId }] : silent
    for (const { id, lastAt, usualS } of named) {
      faults.push(gapFault(id, { from: lastAt, to: now, usualS }))
    }
  }
  return faults
}

const gapFault = (subject: string, gap: { from: Date; to: Date; usualS: number }): Fault => {
  const { from, to, usualS } = gap
  return {
    ...{ kind: 'gap', subject, since: from.toISOString(), from, to, owner: 'maintenance' },
    evidence: { seconds: secondsBetween(from, to), usual_seconds: round(usualS) },
  }
}

function impossibleOf(tag: TagSamples, { since }: Search): Fault[] {
  const [low, high] = boundsOf(tag)
  if ((tag.lowest >= low && tag.highest <= high) || tag.lastAt <= since) return []
  const day = tag.lastAt.toISOString().slice(0, 10)
  return [
    {
      ...{ kind: 'impossible', subject: tag.id, since: day, owner: 'maintenance' },
      ...{ from: tag.firstAt, to: tag.lastAt },
      evidence: {
        lowest: tag.lowest,
        highest: tag.highest,
        ...finite({ low, high }),
        unit: tag.unit,
      },
    },
  ]
}

/** Three times the width of its limits beyond them is no process any more, but a broken sensor. */
function boundsOf({ unit, lowLimit, highLimit }: TagSamples): [number, number] {
  const [, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY] =
    physical.find(([units]) => units.includes(unit)) ?? []
  if (lowLimit === null || highLimit === null || highLimit <= lowLimit) return [low, high]
  const width = highLimit - lowLimit
  return [Math.max(low, lowLimit - 3 * width), Math.min(high, highLimit + 3 * width)]
}

const isConstant = ({ lowest, highest }: TagSamples): boolean => lowest === highest

/** Constant for long while its machine ran, although it was not always so. */
async function frozenOf(tx: Tx, { siteId, since }: Search, tags: TagSamples[]): Promise<Fault[]> {
  if (tags.length === 0) return []
  const asked = tags.map(({ id, machineId, lowest, lastAt }) => ({
    ...{ id, machine: machineId, value: lowest, last: lastAt },
  }))
  const found = await tx.rows<{
    id: string
    value: number
    from: Date
    to: Date
    ranS: number
  }>(sql`
    select t.id, t.value, c.at as "from", t.last as "to", (
      select coalesce(extract(epoch from sum(least(coalesce(s.end_at, t.last), t.last)
        - greatest(s.start_at, c.at))), 0)::float8
      from machine_state s where s.site_id = ${siteId} and s.machine_id = t.machine
        and s.category = 'production' and s.start_at < t.last
        and coalesce(s.end_at, t.last) > c.at) as "ranS"
    from json_to_recordset(${JSON.stringify(asked)}::json)
      as t(id text, machine text, value float8, last timestamptz)
    cross join lateral (select at from measurement where site_id = ${siteId} and tag_id = t.id
      and value <> t.value and at > ${since} order by at desc limit 1) moved
    cross join lateral (select at from measurement where site_id = ${siteId} and tag_id = t.id
      and at > moved.at order by at limit 1) c`)
  return found
    .filter(({ ranS }) => ranS >= shortestFreezeS)
    .map(({ id, value, from, to, ranS }) => ({
      ...{ kind: 'frozen', subject: id, since: from.toISOString(), from, to, owner: 'maintenance' },
      evidence: { value, seconds: secondsBetween(from, to), machine_ran_seconds: round(ranS) },
    }))
}

const secondsBetween = (from: Date, to: Date): number =>
  Math.round((to.getTime() - from.getTime()) / 1000)

const round = (seconds: number): number => Math.round(seconds * 10) / 10

const finite = (bounds: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(bounds).filter(([, bound]) => Number.isFinite(bound)))
