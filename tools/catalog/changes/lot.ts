import { z } from 'zod'
import type { ProposalDraft } from '../../../actions/index.ts'
import { inBoth } from '../../../base/language.ts'
import {
  disposeLot,
  findLot,
  type LotDisposition,
  lotDisposition,
  lotPreconditions,
  lotStale,
} from '../../../factory/index.ts'
import { defineChange } from './change.ts'
import { changedEntries, reasonGiven } from './fields.ts'

const tool = 'dispose_lot'
type Lot = Awaited<ReturnType<typeof findLot>>

export const lotKind = defineChange({
  input: z.strictObject({
    kind: z.literal('lot'),
    lot: z.string(),
    disposition: z.enum(['released', 'held', 'rework', 'scrapped']),
  }),
  draft: async (tx, { lot, disposition }, { siteId, reason }) =>
    lotDraft(await findLot(tx, { siteId, typed: lot }), disposition, reason),
  effect: {
    tool,
    reach: 'connectable',
    compensation: {
      kind: 'inverse',
      says: {
        zh: '再提议一次处置，恢复批次原来的处置；已报废或已发货的实物无法找回。',
        en: 'Another disposition sets it back; pieces that were scrapped or shipped do not return.',
      },
      draft: async (tx, { siteId, id, args, preconditions }) => {
        const { lotId } = lotDisposition.parse(args)
        const now = await findLot(tx, { siteId, typed: lotId })
        return lotDraft(now, lotPreconditions.parse(preconditions).disposition, `undo ${id}`)
      },
    },
    stale: (tx, args, given) =>
      lotStale(tx, lotDisposition.parse(args), lotPreconditions.parse(given)),
    apply: (tx, args, execution) => disposeLot(tx, lotDisposition.parse(args), execution),
  },
})

function lotDraft(
  lot: Lot,
  disposition: LotDisposition['disposition'],
  reason: string,
): ProposalDraft {
  const { siteId, id, productId, quantity, producedAt } = lot
  return {
    ...{ siteId, tool, prediction: null },
    title: {
      zh: `批次处置：${id}（${productId}）→ ${disposition}`,
      en: `Lot ${id} (${productId}): ${disposition}`,
    },
    args: { siteId, lotId: id, disposition, reason } satisfies LotDisposition,
    preconditions: { disposition: lot.disposition, quantity },
    diff: { entries: changedEntries([['处置', 'Disposition', lot.disposition, disposition]]) },
    evidence: [
      reasonGiven(reason),
      {
        kind: 'figure',
        label: { zh: '批次数量', en: 'Pieces in the lot' },
        value: inBoth(String(quantity)),
        at: producedAt.toISOString(),
      },
    ],
  }
}
