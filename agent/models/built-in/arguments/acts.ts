import type { Reading } from '../reading.ts'
import { type Args, said } from './said.ts'

export const ticketDraftArgs = (reading: Reading): Args =>
  said({
    equipment: reading.equipment[0]?.id,
    kind: reading.ticketKind,
    priority: reading.priority,
    title: reading.problem?.slice(0, 120),
    description: reading.question,
  })

/** The one change of a ticket that is asked for in words. */
export const ticketChangeArgs = ({ ticketId, ticketSet, question }: Reading): Args => ({
  change: { kind: 'ticket', ticket: ticketId, ...ticketSet },
  reason: question.slice(0, 500),
})

/** What is known of a change; `missing` asks for the rest first. Of a whole site a rule names it. */
export function changeArgs(reading: Reading, site: string | undefined): Args {
  const { change, materials, suppliers, metrics, equipment, sites, question } = reading
  const reason = question.slice(0, 500)
  switch (change?.kind) {
    case 'lot':
      return { change: said({ ...change }), reason }
    case 'purchase': {
      const { kind, quantity, unit, neededBy } = change
      const bought = { material: materials[0], supplier: suppliers[0] }
      return { change: said({ kind, quantity, unit, ...bought, needed_by: neededBy }), reason }
    }
    case 'parameter': {
      const [machine] = equipment
      return said({
        change: said({ machine: machine?.id, ...change }),
        reason,
        site: machine?.siteId,
      })
    }
    case 'alert_rule': {
      const { kind, comparison, value: threshold, watched, minutes } = change
      const metric = watched ?? metrics[0]
      const of = equipment[0]?.id
      const scope = of ?? site
      const rule = [metric, scope, comparison]
        .filter((part) => part !== undefined)
        .join('_')
        .toLowerCase()
        .replace(/[^a-z0-9_]/gu, '_')
      const limit = { comparison, threshold, for_minutes: minutes }
      return said({
        change: said({ kind, rule: rule.slice(0, 60), metric, equipment: of, ...limit }),
        reason,
        site: of === undefined ? site : sites[0],
      })
    }
    default:
      return { reason }
  }
}
