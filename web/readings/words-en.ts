/** What the pages of the domain have in common. `words-zh.ts` has its shape. */
export const en = {
  site: 'Site',
  refused: 'This cannot be answered as it was asked',
  notSent: 'It was not sent. Try again.',
  propose: 'Propose it',
  filed: 'Proposed: it waits for somebody to approve it, and nothing has changed yet.',
  openProposal: 'Open the proposal',
  asIs: 'What was assumed',
  read: (rows: string, at: string) => `${rows} rows read, data until ${at}`,
  back: 'All of them',
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  window: 'Days looked at',
  shown: (shown: number, total: number) => `${shown} of ${total} are shown.`,
  tabs: {
    health: 'Health',
    quality: 'Quality',
    supply: 'Supply',
    process: 'Process',
    tickets: 'Tickets',
  },
}

export type ReadingWords = typeof en
