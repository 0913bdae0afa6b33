import { z } from 'zod'
import type { Language } from '../../base/language.ts'
import type { LotTrace } from '../../factory/index.ts'

const text = z.string()
const lot = z.strictObject({
  ...{ lot: text, kind: z.enum(['lot', 'material_lot']), of: text, name: text },
  /** Produced, or received. */
  ...{ quantity: z.number(), unit: text, at: text },
  ...{ disposition: text.nullable(), supplier: text.nullable() },
  ...{ samples: z.int(), out_of_limits: z.int() },
  shipped_to: z.array(z.strictObject({ customer: text, quantity: z.number(), at: text })),
  ...{ shipped: z.number(), not_shipped: z.number().nullable() },
})
/** Steps from the lot that was asked about, and the lots one step nearer to it. */
const node = lot.extend({ depth: z.int(), via: z.array(text) })
const list = z.strictObject({ total: z.int(), truncated: z.boolean(), lots: z.array(node) })
const outcome = z.strictObject({
  ...{
    exposed: z.int(),
    exposed_bad: z.int(),
    others: z.int(),
    others_bad: z.int(),
    p: z.number(),
  },
})
const exposure = z.strictObject({ kind: text, id: text, name: text.nullable() })
const cause = exposure.extend({
  ...{ suspects: z.int(), suspects_exposed: z.int(), others: z.int(), others_exposed: z.int() },
  ...{ p: z.number(), p_adjusted: z.number() },
})
const suspects = z.strictObject({
  basis: z.enum(['named', 'bad']),
  ...{ total: z.int(), truncated: z.boolean(), lots: z.array(text), others: z.int() },
})

const comparison = z.strictObject({
  suspects,
  causes: z.array(cause),
  /** Exposures that were compared: for these many p is adjusted. */
  compared: z.int(),
  cause: exposure.nullable(),
  sharing: list.nullable(),
})

/** What all of it stands on. */
const basis = z.strictObject({
  ...{ site: text, from: text, until: text, zone: text, rows_read: z.int() },
  data_until: text.nullable(),
})

export const traceReply = z.strictObject({
  basis,
  lot: lot.nullable(),
  /** Of the lot itself (`own`), or of what went into it. */
  exposures: z.array(exposure.extend({ own: z.boolean() })),
  went_in: list,
  came_of_it: list,
  shipped: z.strictObject({ lots: z.int(), quantity: z.number(), customers: z.int() }),
  comparison: comparison.nullable(),
  /** Of lots with the cause beside the others of their products. */
  outcome: outcome.nullable(),
  notes: z.array(text),
})
export type TraceReply = z.output<typeof traceReply>

type Asked = { limit: number; notes: string[]; language: Language }
type Facts = NonNullable<LotTrace['lot']>

/** Causes that are told of at most. */
const mostCauses = 20

export function replyTrace(trace: LotTrace, { limit, notes, language }: Asked): TraceReply {
  const { site, comparison, back, forward } = trace
  const said = sayer(trace, language)
  const outcome = comparison?.outcome ?? trace.outcome
  return {
    basis: {
      ...{ site: site.siteId, from: trace.from.toISOString(), until: trace.asOf.toISOString() },
      ...{ zone: site.zone, rows_read: trace.rowsRead },
      data_until: trace.dataUntil?.toISOString() ?? null,
    },
    lot: trace.lot && replyLot(trace.lot, language),
    exposures: trace.exposures.map((one) => ({ ...said(one), own: one.isOwn })),
    went_in: replyList(back, language),
    came_of_it: replyList(forward, language),
    shipped: trace.shipped,
    comparison: comparison && replyComparison(comparison, { limit, language, said }),
    outcome: outcome && {
      ...{ exposed: outcome.exposed, exposed_bad: outcome.exposedBad, others: outcome.others },
      ...{ others_bad: outcome.othersBad, p: twoDigits(outcome.p) },
    },
    notes,
  }
}

/** More digits of a chance would look surer than it is. */
const twoDigits = (p: number): number => Number(p.toPrecision(2))

type Exposed = { kind: string; id: string }
type Say = (one: Exposed) => z.output<typeof exposure>

const sayer =
  ({ names }: LotTrace, language: Language): Say =>
  ({ kind, id }) => {
    const name = names.get(`${kind}:${id}`)
    return {
      kind,
      id,
      name: name === undefined ? null : name[language === 'zh' ? 'nameZh' : 'nameEn'],
    }
  }

type Told = { limit: number; language: Language; said: Say }
type Compared = NonNullable<LotTrace['comparison']>

function replyComparison(of: Compared, { limit, language, said }: Told) {
  const { suspects: all, sharing, cause: found } = of
  return {
    suspects: {
      ...{ basis: of.basis, total: all.length, others: of.others, truncated: all.length > limit },
      lots: all.slice(0, limit).map(({ id }) => id),
    },
    causes: of.causes.slice(0, mostCauses).map((one) => ({
      ...{ ...said(one), p: twoDigits(one.p), p_adjusted: twoDigits(one.pAdjusted) },
      ...{ suspects: one.suspects, suspects_exposed: one.suspectsExposed },
      ...{ others: one.others, others_exposed: one.othersExposed },
    })),
    compared: of.compared,
    cause: found && said(found),
    sharing: found && {
      ...{ total: sharing.length, truncated: sharing.length > limit },
      lots: sharing
        .slice(0, limit)
        .map((each) => ({ ...replyLot(each, language), depth: 0, via: [] })),
    },
  }
}

const replyList = ({ nodes, total, truncated }: LotTrace['back'], language: Language) => ({
  ...{ total, truncated },
  lots: nodes.map((each) => ({
    ...{ ...replyLot(each, language), depth: each.depth, via: each.via },
  })),
})

function replyLot(of: Facts, language: Language) {
  return {
    ...{ lot: of.id, kind: of.kind, of: of.of, name: language === 'zh' ? of.nameZh : of.nameEn },
    ...{ quantity: of.quantity, unit: of.unit, at: of.at.toISOString() },
    ...{ disposition: of.disposition, supplier: of.supplier },
    ...{ samples: of.samples, out_of_limits: of.outOfLimits },
    shipped_to: of.shipments.map(({ customer, quantity, shippedAt }) => ({
      ...{ customer, quantity, at: shippedAt.toISOString() },
    })),
    ...{ shipped: of.shipped, not_shipped: of.left },
  }
}
