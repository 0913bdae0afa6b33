import type { BulkRequest, Me, ProposalView } from '../../server/http/contract.ts'
import { mayDecide, type Standing } from './decision-rules.ts'

/** The server takes no more at once. */
const mostAtOnce = 100

export const keyOf = ({ siteId, id }: Pick<ProposalView, 'siteId' | 'id'>) => `${siteId}/${id}`

type Chosen = ReadonlyMap<string, ProposalView>

/** Low risk, of the kind that was chosen first, and one's to decide. */
export function mayChoose(
  proposal: ProposalView,
  chosen: Chosen,
  { me, standing }: { me: Pick<Me, 'userId' | 'roles'>; standing: Standing },
): boolean {
  if (chosen.has(keyOf(proposal))) return true
  const [first] = chosen.values()
  const alike = first === undefined || first.tool === proposal.tool
  const room = chosen.size < mostAtOnce
  return room && alike && proposal.risk === 'low' && mayDecide(proposal, me, standing) === 'may'
}

/** Adds a proposal as it was seen, or takes it away. */
export function toggled(chosen: Chosen, proposal: ProposalView): Chosen {
  const next = new Map(chosen)
  if (!next.delete(keyOf(proposal))) next.set(keyOf(proposal), proposal)
  return next
}

/** What was seen, and nothing newer, is decided. */
export const shownOf = (chosen: Chosen): BulkRequest['shown'] =>
  [...chosen.values()].map(({ siteId, id, version, argsSha256 }) => ({
    siteId,
    id,
    version,
    argsSha256,
  }))
