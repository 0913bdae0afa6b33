import { z } from 'zod'
import type { Language } from '../../base/language.ts'
import type { LotTrace, TracedLot } from '../../factory/index.ts'

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
  suspects: suspects.nullable(),
  causes: z.array(cause),
  causes_compared: z.int(),
  cause: exposure.nullable(),
  sharing: list.nullable(),
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
  const named = (one: { kind: string; id: string }) => ({
    ...{ kind: one.kind, id: one.id, name: trace.names.get(`${one.kind}:${one.id}`) ?? null },
  })
  const said = (one: { kind: string; id: string }) => {
    const { name, ...rest } = named(one)
    return { ...rest, name: name && (language === 'zh' ? name.nameZh : name.nameEn) }
  }
  const listed = ({ nodes, total, truncated }: LotTrace['back']) => ({
    ...{ total, truncated, lots: nodes.map((each) => replyNode(each, language)) },
  })
  const outcome = comparison?.outcome ?? trace.outcome
  return {
    basis: {
      ...{ site: site.siteId, from: trace.from.toISOString(), until: trace.asOf.toISOString() },
      ...{ zone: site.zone, rows_read: trace.rowsRead },
      data_until: trace.dataUntil?.toISOString() ?? null,
    },
    lot: trace.lot && replyLot(trace.lot, language),
    exposures: trace.exposures.map((one) => ({ ...said(one), own: one.isOwn })),
    ...{ went_in: listed(back), came_of_it: listed(forward), shipped: trace.shipped },
    suspects: comparison && {
      ...{ basis: comparison.basis, total: comparison.suspects.length, others: comparison.others },
      truncated: comparison.suspects.length > limit,
      lots: comparison.suspects.slice(0, limit).map(({ id }) => id),
    },
    causes: (comparison?.causes ?? []).slice(0, mostCauses).map((one) => ({
      ...{ ...said(one), p: one.p, p_adjusted: one.pAdjusted },
      ...{ suspects: one.suspects, suspects_exposed: one.suspectsExposed },
      ...{ others: one.others, others_exposed: one.othersExposed },
    })),
    causes_compared: comparison?.compared ?? 0,
    cause: comparison?.cause ? said(comparison.cause) : null,
    sharing:
      comparison?.cause == null
        ? null
        : {
            ...{ total: comparison.sharing.length, truncated: comparison.sharing.length > limit },
            lots: comparison.sharing.slice(0, limit).map((each) => ({
              ...{ ...replyLot(each, language), depth: 0, via: [] },
            })),
          },
    outcome: outcome && {
      ...{ exposed: outcome.exposed, exposed_bad: outcome.exposedBad, others: outcome.others },
      ...{ others_bad: outcome.othersBad, p: outcome.p },
    },
    notes,
  }
}

const replyNode = (of: TracedLot, language: Language) => ({
  ...{ ...replyLot(of, language), depth: of.depth, via: of.via },
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
