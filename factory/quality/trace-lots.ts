import { sql } from 'drizzle-orm'
import { dayMs } from '../../base/milliseconds.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import { findSite, type SiteRow } from '../maintenance/find-asset.ts'
import { refused } from '../refuse.ts'
import { subjectOf } from '../supply/stock-subject.ts'
import {
  type Comparison,
  compareLots,
  exposureOf,
  type Outcome,
  outcomeOf,
} from './compare-lots.ts'
import {
  exposureNames,
  lotsOfWindow,
  type Names,
  type ShippedTotal,
  shippedOf,
} from './compared-lots.ts'
import { type LotExposure, readExposures } from './exposures.ts'
import { findTraced } from './find-traced.ts'
import { type Direction, type LotRef, type Trace, type TracedNode, traceLots } from './genealogy.ts'
import { earliest, type LotFacts, readLots } from './read-lots.ts'

type TraceContext = { db: Db; principal: Principal; clock: Clock; signal?: AbortSignal }

export type TraceQuestion = {
  site?: string | undefined
  /** Numbers of lots: one is traced; several, or none, are compared. */
  lots: readonly string[]
  /** `kind:id`: who shares it. */
  cause?: string | undefined
  /** Up to now: the lots that are compared with. */
  days: number
  /** Lots that are told of at most, on each list. */
  limit: number
}

export type TracedLot = LotFacts & Pick<TracedNode, 'depth' | 'via'>
export type Traced = Pick<Trace, 'total' | 'lots' | 'truncated'> & { nodes: TracedLot[] }

export type LotTrace = {
  site: SiteRow
  from: Date
  asOf: Date
  /** The lot that is traced; null where several are compared. */
  lot: LotFacts | null
  exposures: LotExposure[]
  back: Traced
  forward: Traced
  /** Of the lot and all that came of it. */
  shipped: ShippedTotal
  /** Of a material lot: how what was made of it came out beside other lots. */
  outcome: Outcome | null
  comparison: Comparison | null
  names: Map<string, Names>
  rowsRead: number
  dataUntil: Date | null
}

/**
 * Traces one lot to all that went into it and all that came of it, at any depth; or tells what several
 * lots, or the bad ones of a window, share. Reads only, under the rights of the principal: a trace
 * stays within one site.
 *
 * @throws AppError for an unknown lot, site or cause, with the nearest known
 */
export async function traceSiteLots(
  { db, principal, clock, signal }: TraceContext,
  question: TraceQuestion,
): Promise<LotTrace> {
  const asOf = clock()
  return db.tx('read', (tx) => traceIn(tx, question, asOf), {
    ...{ principal, ...(signal === undefined ? {} : { signal }) },
  })
}

async function traceIn(tx: Tx, question: TraceQuestion, asOf: Date): Promise<LotTrace> {
  const { site, refs } = await subject(tx, question)
  const { siteId } = site
  const from = new Date(asOf.getTime() - question.days * dayMs)
  const [fresh] = await tx.rows<{ at: Date | null }>(sql`
    select max(data_until) as at from ingest_source where site_id = ${siteId}`)
  const about = { site, from, asOf, dataUntil: fresh?.at ?? null }
  const [only] = refs
  const told =
    only !== undefined && refs.length === 1 && question.cause === undefined
      ? await traceOne(tx, only, { siteId, from, asOf, ...question })
      : await compared(tx, refs, { siteId, from, asOf, ...question })
  const named = [...told.exposures, ...(told.comparison?.causes ?? []).slice(0, mostNamed)]
  const materialLots = named.flatMap(({ kind, id }) => (kind === 'material_lot' ? [id] : []))
  const cause = told.comparison?.cause
  const ofCause = cause?.kind === 'material_lot' ? [cause.id] : []
  const names = await exposureNames(tx, siteId, [...materialLots, ...ofCause])
  return { ...about, ...told, names }
}

/** Causes whose material is named. */
const mostNamed = 50

async function compared(tx: Tx, refs: LotRef[], frame: Frame & { cause?: string | undefined }) {
  const { siteId, from, asOf, cause } = frame
  const comparison = await compareLots(tx, {
    ...{ siteId, from, until: asOf, suspects: refs.map(({ id }) => id) },
    cause: cause === undefined ? null : exposureOf(cause),
  })
  const none: Traced = { total: 0, lots: 0, truncated: false, nodes: [] }
  return {
    ...{ comparison, lot: null, exposures: [], outcome: null, back: none, forward: none },
    shipped: comparison.shipped,
    rowsRead: comparison.rows + comparison.suspects.length + comparison.others,
  }
}

type Frame = { siteId: string; from: Date; asOf: Date; limit: number }

async function traceOne(tx: Tx, ref: LotRef, frame: Frame) {
  const { siteId } = frame
  const [lot] = await readLots(tx, siteId, [ref])
  const exposures = ref.kind === 'lot' ? await readExposures(tx, siteId, [ref.id]) : []
  const back = await traced(tx, ref, { ...frame, direction: 'back' })
  const forward = await traced(tx, ref, { ...frame, direction: 'forward' })
  const shipped = await shippedOf(tx, { siteId, seeds: [ref], direction: 'forward' })
  const { outcome, read } =
    ref.kind === 'lot' ? { outcome: null, read: 0 } : await outcomeOfAll(tx, forward.nodes, frame)
  return {
    ...{ lot: lot ?? null, exposures, shipped, outcome, comparison: null },
    ...{ back: back.told, forward: forward.told },
    rowsRead: back.rows + forward.rows + exposures.length + read,
  }
}

async function traced(tx: Tx, ref: LotRef, frame: Frame & { direction: Direction }) {
  const { siteId, direction, limit } = frame
  const { nodes, total, lots, rows } = await traceLots(tx, { siteId, seeds: [ref], direction })
  const shown = nodes.slice(0, limit)
  const facts = await readLots(tx, siteId, shown)
  const places = new Map(shown.map((node) => [`${node.kind}:${node.id}`, node]))
  const told = facts.flatMap((fact): TracedLot[] => {
    const place = places.get(`${fact.kind}:${fact.id}`)
    return place === undefined ? [] : [{ ...fact, depth: place.depth, via: place.via }]
  })
  return { told: { nodes: told, total, lots, truncated: told.length < total }, nodes, rows }
}

/** Beside the other lots of the same products, since the first that was made of it. */
async function outcomeOfAll(tx: Tx, nodes: LotRef[], { siteId, from, asOf }: Frame) {
  const made = await readLots(tx, siteId, nodes)
  const products = [...new Set(made.map(({ of }) => of))]
  const first = earliest(made, from)
  const window = await lotsOfWindow(tx, { siteId, from: first, until: asOf, products })
  const has = new Set(made.map(({ id }) => id))
  const rest = window.ids.filter((id) => !has.has(id)).map((id) => ({ kind: 'lot' as const, id }))
  const lots = [...made, ...(await readLots(tx, siteId, rest))]
  return { outcome: made.length === 0 ? null : outcomeOf(lots, has), read: lots.length }
}

/** The site is that of the lots; without lots the one that is named, or the only one. */
async function subject(tx: Tx, { site: typed, lots }: TraceQuestion) {
  const named = typed === undefined ? null : await findSite(tx, typed)
  const found = []
  for (const [at, lot] of lots.entries()) {
    const field = lots.length === 1 ? 'lots' : `lots.${at}`
    found.push(await findTraced(tx, { siteId: named?.siteId ?? null, typed: lot, field }))
  }
  const [first] = found
  if (first === undefined) return { site: (await subjectOf(tx, { site: typed })).site, refs: found }
  const other = found.find(({ siteId }) => siteId !== first.siteId)
  if (other !== undefined) {
    const what = `${first.id} is of ${first.siteId}, ${other.id} of ${other.siteId}`
    throw refused('lots', what, 'Ask about the lots of one site at a time.')
  }
  const material = found.find(({ kind }) => kind === 'material_lot')
  if (material !== undefined && found.length > 1) {
    const what = `${material.id} is a material lot, and product lots are compared`
    throw refused('lots', what, 'Ask about it alone, or name product lots only.')
  }
  return { site: named ?? (await findSite(tx, first.siteId)), refs: found }
}
