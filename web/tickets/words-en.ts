/** Every word of the page of tickets. `words-zh.ts` has its shape. */
export const en = {
  name: 'Tickets',
  title: (site: string) => `${site}: maintenance tickets`,
  lead: 'Work orders as the maintenance system has them and as approved proposals opened them. Newest first.',
  status: 'Status',
  unfinished: 'Open or in progress',
  every: 'All',
  kind: 'Kind',
  by: 'Count by',
  groups: {
    equipment: 'Equipment',
    kind: 'Kind',
    failure_code: 'Failure code',
    status: 'Status',
    month: 'Month',
  },
  equipment: 'Equipment',
  everything: 'The whole site',
  count: (total: number) => (total === 1 ? '1 ticket' : `${total} tickets`),
  more: (count: number) => `Show ${count}`,
  ticket: 'Ticket',
  priority: 'Priority',
  code: 'Failure code',
  opened: 'Opened',
  closed: 'Closed',
  proposal: 'Proposal',
  open: 'Open it',
  none: 'No ticket fits',
  noneHint: 'Choose another status, kind or machine.',
}

export type TicketWords = typeof en
