import type { ReportKind, ReportSection, ShareReaders } from '../../server/http/contract.ts'

export type ReportWords = typeof en

export const en = {
  heading: 'Reports',
  lead: 'What each shift, day and week came to. The figures are worked out when you open a report, with your rights.',
  site: 'Site',
  kinds: { shift: 'Shifts', day: 'Days', week: 'Weeks' } satisfies Record<ReportKind, string>,
  none: 'No report yet',
  noneHint:
    'A shift can be read once it is over. A site without shifts has reports of days and weeks.',
  back: 'All reports',
  print: 'Print or save as PDF',
  window: 'Period',
  compared: 'Compared with',
  readAt: 'Read at',
  sections: {
    production: 'Production',
    plan: 'Plan adherence',
    lines: 'Lines, lowest OEE first',
    downtime: 'Longest downtime by reason',
    scrap: 'Most scrap by product',
  } satisfies Record<ReportSection['id'], string>,
  beforeWord: 'before',
  unassigned: 'Not assigned',
  problem: (why: string) => `This part could not be worked out: ${why}`,
  tickets: 'Open tickets',
  ticketCounts: (open: number, opened: number, closed: number) =>
    `${open} open at the end; ${opened} opened and ${closed} closed in the period.`,
  until: 'Tickets until',
  alerts: 'Alerts',
  alertCounts: (raised: number, folded: number, standing: number) =>
    `${raised} raised, ${folded} of them folded under another; ${standing} standing at the end.`,
  severities: { critical: 'Critical', warning: 'Warning', info: 'Note' } as Record<string, string>,
  open: 'Waiting for a decision at the end',
  decided: 'Decisions',
  verdicts: { approve: 'Approved', reject: 'Rejected' },
  measured: 'What came of earlier decisions',
  promised: (change: string) => `promised ${change}`,
  unmeasured: 'could not be measured',
  nothing: 'None.',
  more: (shown: number, all: number) => `${shown} of ${all} shown.`,
  explore: (metric: string) => `${metric}: look at it in the explorer`,
  priorities: { urgent: 'Urgent', high: 'High', medium: 'Medium', low: 'Low' } as Record<
    string,
    string
  >,
  subscribe: 'Send me each one',
  subscribed:
    'It reaches you in Alerts and in the chats that you linked, a quarter of an hour after the end.',
  subscribeFailed: 'That was not saved. Try again.',
  subscribeHint: 'As a message in Alerts and in the chats that you linked.',
  subscribeView: 'Send me this question after each',
  kind: { shift: 'shift', day: 'day', week: 'week' } satisfies Record<ReportKind, string>,
  mailTo: 'Also by e-mail to',
  mailRefused: 'This server sends no e-mail to that address.',
  save: 'Save',
  share: 'Share by a link',
  shareHint:
    'Whoever has the link sees this report as a viewer of the site does, until it ends. Each look is counted, and both ends are in the audit.',
  shareReaders: 'Who may open it',
  readers: {
    signed_in: 'Anybody who is signed in here',
    anyone: 'Anybody who has the link',
  } satisfies Record<ShareReaders, string>,
  shareDays: 'Holds for',
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  shareMake: 'Make a link',
  shareOnce: 'The link, shown this once',
  shareRefused: 'No link was made: you may not share here, or there are too many links already.',
  shareStanding: 'Links that hold',
  shareUntil: 'until',
  shareOpened: (count: number) => `opened ${count} ×`,
  shareEnd: 'End it',
  sharedUntil: 'Shared with you until',
}
