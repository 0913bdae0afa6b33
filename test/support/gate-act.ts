/** What a process is told to do at the gate, as plain data; the outcome is a word. */
import {
  claim,
  decide,
  decideBulk,
  edit,
  expireDue,
  revokeDelegation,
  type ShownProposal,
  withdraw,
} from '../../actions/index.ts'
import {
  gateClock,
  manager,
  operator,
  person,
  supervisor,
  ticketDraft,
} from '../../actions/test-gate.ts'
import type { Db } from '../../store/index.ts'

export const planner = person('planner@suzhou', 'planner')
const people = { operator, supervisor, manager, planner }

type By = { by: keyof typeof people }
export type GateAct = By &
  (
    | { do: 'approve' | 'reject' | 'withdraw' | 'claim'; shown: ShownProposal }
    | { do: 'bulk'; shown: ShownProposal[] }
    | { do: 'edit'; shown: ShownProposal; title: string }
    | { do: 'revoke'; id: string }
    | { do: 'expire' }
  )

export async function act(db: Db, given: GateAct): Promise<string> {
  const deps = { db, clock: gateClock }
  const actor = { principal: people[given.by], channel: 'test' }
  switch (given.do) {
    case 'approve':
    case 'reject': {
      const reason = given.do === 'reject' ? { reasonCode: 'unsafe' as const } : {}
      return (await decide(deps, actor, { ...given.shown, verdict: given.do, ...reason })).outcome
    }
    case 'withdraw':
      return (await withdraw(deps, actor, { ...given.shown, reason: null })).outcome
    case 'claim':
      return (await claim(deps, actor, { ...given.shown, minutes: 5 })).outcome
    case 'bulk': {
      const outcomes = await decideBulk(deps, actor, { shown: given.shown, verdict: 'approve' })
      return outcomes.map(({ outcome }) => outcome).join(' ')
    }
    case 'edit':
      return (await edit(deps, actor, { ...given.shown, reason: 'x' }, ticketDraft(given.title)))
        .outcome
    case 'revoke':
      return revokeDelegation(deps, actor, { siteId: 'suzhou', id: given.id })
    case 'expire':
      return String(
        await expireDue({ db, clock: () => new Date(gateClock().getTime() + 9 * 3_600_000) }),
      )
  }
}
