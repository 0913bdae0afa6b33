import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

/** A product lot, or a batch of a material as it was received. */
export type LotRef = { kind: 'lot' | 'material_lot'; id: string }
/** `lot` took from `from`. */
export type LotEdge = { lot: string; from: LotRef; quantity: number | null; at: Date }
export type TracedNode = LotRef & {
  /** Steps from where the trace began: 1 is what went in, or came of it, directly. */
  depth: number
  /** Its neighbours one step nearer to the beginning. */
  via: string[]
}
export type Trace = {
  nodes: TracedNode[]
  /** Everything that was reached, beside where it began. */
  total: number
  /** Of them product lots. */
  lots: number
  /** Fewer nodes are given than were reached: the farthest are missing. */
  truncated: boolean
  /** Rows of genealogy that were read. */
  rows: number
}

export type Direction = 'back' | 'forward'
export type TraceScope = { siteId: string; seeds: LotRef[]; direction: Direction }

const keyOf = ({ kind, id }: LotRef): string => `${kind}:${id}`

/** Rows of genealogy that one trace brings. */
const mostEdges = 5_000

/**
 * `reached(root, kind, id)`: what the seeds were made of, or what was made of them, each once for a
 * seed, the seed among them. It ends whatever the records say: a lot that is reached again by a
 * cycle or by another way adds nothing.
 */
export function reachedFrom({ siteId, seeds, direction }: TraceScope): SQL {
  const step =
    direction === 'forward'
      ? sql`select 'lot' as kind, i.lot_id as id from lot_input i
            where i.site_id = ${siteId} and r.kind = 'lot' and i.from_lot_id = r.id
          union all
          select 'lot', i.lot_id from lot_input i
            where i.site_id = ${siteId} and r.kind = 'material_lot' and i.material_lot_id = r.id`
      : sql`select case when i.from_lot_id is null then 'material_lot' else 'lot' end as kind,
              coalesce(i.from_lot_id, i.material_lot_id) as id
            from lot_input i
            where i.site_id = ${siteId} and r.kind = 'lot' and i.lot_id = r.id`
  return sql`reached(root, kind, id) as (
    select s.kind || ':' || s.id, s.kind, s.id
      from json_to_recordset(${JSON.stringify(seeds)}::json) s(kind text, id text)
    union
    select r.root, n.kind, n.id from reached r cross join lateral (${step}) n)`
}

/**
 * All that went into the seeds, or all that came of them, at any depth, in one statement. The whole is
 * counted; of its rows the 5,000 nearest in time are brought.
 */
export async function traceLots(tx: Tx, scope: TraceScope, most = mostEdges): Promise<Trace> {
  const { siteId, direction } = scope
  const isForward = direction === 'forward'
  const within = isForward
    ? sql`(case when i.from_lot_id is null then 'material_lot' else 'lot' end,
        coalesce(i.from_lot_id, i.material_lot_id)) in (select kind, id from reached)`
    : sql`i.lot_id in (select id from reached where kind = 'lot')`
  const rows = await tx.rows<Row>(sql`
    with recursive ${reachedFrom(scope)},
    found as (select count(distinct (kind, id))::int as nodes,
      count(distinct id) filter (where kind = 'lot')::int as lots from reached),
    edges as (select i.lot_id as lot, i.from_lot_id as "fromLot",
      i.material_lot_id as "materialLot", i.quantity, i.at from lot_input i
      where i.site_id = ${siteId} and ${within}
      order by ${isForward ? sql`i.at` : sql`i.at desc`}, i.lot_id, i.source_key
      limit ${most})
    select found.nodes, found.lots, edges.* from found left join edges on true`)
  const edges = rows.flatMap(edgeOf)
  const nodes = nearestFirst(edges, scope)
  const seedLots = scope.seeds.filter(({ kind }) => kind === 'lot').length
  const total = (rows[0]?.nodes ?? 0) - scope.seeds.length
  return {
    ...{ nodes, total, lots: (rows[0]?.lots ?? 0) - seedLots },
    ...{ truncated: nodes.length < total, rows: edges.length },
  }
}

type Row = {
  nodes: number
  lots: number
  lot: string | null
  fromLot: string | null
  materialLot: string | null
  quantity: number | null
  at: Date | null
}

function edgeOf({ lot, fromLot, materialLot, quantity, at }: Row): LotEdge[] {
  if (lot === null || at === null) return []
  const from: LotRef =
    fromLot === null
      ? { kind: 'material_lot', id: materialLot ?? '' }
      : { kind: 'lot', id: fromLot }
  return [{ lot, from, quantity, at }]
}

/** Breadth first, so that a lot that is reached by two ways counts at the shorter one. */
export function nearestFirst(
  edges: readonly LotEdge[],
  { seeds, direction }: Pick<TraceScope, 'seeds' | 'direction'>,
): TracedNode[] {
  const next = new Map<string, LotRef[]>()
  for (const { lot, from } of edges) {
    const child: LotRef = { kind: 'lot', id: lot }
    const [near, far] = direction === 'forward' ? [from, child] : [child, from]
    next.set(keyOf(near), [...(next.get(keyOf(near)) ?? []), far])
  }
  const found = new Map<string, TracedNode>(
    seeds.map((seed) => [keyOf(seed), { ...seed, depth: 0, via: [] }]),
  )
  const queue = [...found.values()]
  for (const node of queue) {
    for (const far of next.get(keyOf(node)) ?? []) {
      const known = found.get(keyOf(far))
      if (known === undefined) {
        const reached = { ...far, depth: node.depth + 1, via: [node.id] }
        found.set(keyOf(far), reached)
        queue.push(reached)
      } else if (known.depth === node.depth + 1 && !known.via.includes(node.id)) {
        known.via.push(node.id)
      }
    }
  }
  return queue.filter(({ depth }) => depth > 0)
}
