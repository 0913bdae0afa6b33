import { z } from 'zod'
import type { ProposalDraft } from '../../../actions/index.ts'
import {
  changeTicket,
  findTicket,
  type TicketChange,
  type TicketNow,
  ticketChange,
  ticketChangePreconditions,
  ticketChangeStale,
} from '../../../factory/index.ts'
import { ticketPriorities, ticketStatuses } from '../../../store/index.ts'
import { defineChange } from './change.ts'
import { changedEntries, reasonGiven } from './fields.ts'

const tool = 'change_ticket'

/** Also closes, cancels and opens again. */
export const ticketKind = defineChange({
  input: z.strictObject({
    kind: z.literal('ticket'),
    ticket: z.string(),
    status: z.enum(ticketStatuses).optional(),
    priority: z.enum(ticketPriorities).optional(),
    title: z.string().trim().min(2).max(120).optional(),
  }),
  draft: async (tx, { ticket, kind: _, ...set }, { siteId, reason }) => {
    const now = await findTicket(tx, { siteId, typed: ticket })
    return ticketDraft(now, set, reason)
  },
  effect: {
    tool,
    reach: 'connectable',
    compensation: {
      kind: 'inverse',
      says: {
        zh: '再提议一次修改，把工单恢复成原来的内容。',
        en: 'Another change sets the ticket to what it was; a note on it stays.',
      },
      draft: async (tx, { siteId, id, args, preconditions }) => {
        const { ticketId, set } = ticketChange.parse(args)
        const { was } = ticketChangePreconditions.parse(preconditions)
        const now = await findTicket(tx, { siteId, typed: ticketId })
        const fields = Object.keys(set) as (keyof typeof set)[]
        const back = Object.fromEntries(fields.map((field) => [field, was[field]]))
        return ticketDraft(now, back, `undo ${id}`)
      },
    },
    stale: (tx, args, given) =>
      ticketChangeStale(tx, ticketChange.parse(args), ticketChangePreconditions.parse(given)),
    apply: (tx, args, execution) => changeTicket(tx, ticketChange.parse(args), execution),
  },
})

/** To cancel it is how an opened ticket is taken back. */
export async function cancelDraft(...[tx, ticket, why]: CancelArgs): Promise<ProposalDraft> {
  return ticketDraft(await findTicket(tx, ticket), { status: 'cancelled' }, why)
}
type CancelArgs = [
  tx: Parameters<typeof findTicket>[0],
  ticket: { siteId: string; typed: string },
  why: string,
]

function ticketDraft(now: TicketNow, set: TicketChange['set'], reason: string): ProposalDraft {
  const { siteId, id, equipmentId, status, priority, title } = now
  const ends = set.status === 'closed' || set.status === 'cancelled'
  const [zh, en] = ends ? ['关闭工单', 'Close ticket'] : ['修改工单', 'Change ticket']
  return {
    ...{ siteId, tool, prediction: null },
    title: { zh: `${zh} ${id}（${equipmentId}）`, en: `${en} ${id} (${equipmentId})` },
    args: { siteId, ticketId: id, set, note: reason } satisfies TicketChange,
    preconditions: { was: { status, priority, title } },
    diff: {
      entries: changedEntries([
        ['状态', 'Status', status, set.status ?? status],
        ['优先级', 'Priority', priority, set.priority ?? priority],
        ['标题', 'Title', title, set.title ?? title],
      ]),
    },
    evidence: [reasonGiven(reason)],
  }
}
