const times = (count: number) => (count === 1 ? 'once' : `${count} times`)

/** Every word about playbooks. `words-zh.ts` has its shape. */
export const en = {
  heading: 'Playbooks',
  lead: 'When this happens, ask people for that. A playbook only asks, without a model; it runs once a manager has approved it.',
  none: 'There is no playbook yet',
  noneHint: 'Choose a file below: docs/playbooks.md shows how one is written.',
  unreadable: (names: string) =>
    `Not a playbook: ${names}. \`jidoka playbook check FILE\` says what is wrong.`,
  states: {
    armed: 'Armed',
    disarmed: 'Stopped',
    never: 'Not armed',
  },
  since: 'since',
  by: 'asked by',
  approval: 'its approval',
  changed:
    'Its file says something else by now. What was approved runs until the new text is armed.',
  lost: 'This server cannot read its text any more.',
  facts: {
    trigger: 'Waits for',
    guards: 'Only if',
    tools: 'Asks for',
    owner: 'Looked after by',
    cooldown: 'Left alone for',
    budget: 'At most',
    events: 'So far',
  },
  perHour: (count: number) => `${count} an hour`,
  text: 'The text',
  outcomes: {
    proposed: 'proposed',
    guarded: 'stopped by a condition',
    cooling: 'left alone',
    over_budget: 'over the budget',
    refused: 'refused',
  } as Record<string, string>,
  count: (outcome: string, count: number) => `${outcome}: ${count}`,
  nothingYet: 'nothing has happened',
  last: 'last',
  categories: {
    production: 'production',
    setup: 'set-up',
    delay: 'waiting',
    down: 'down',
    planned_stop: 'planned stop',
  } as Record<string, string>,
  every: { hour: 'hourly', day: 'daily', week: 'weekly', month: 'monthly' } as Record<
    string,
    string
  >,
  /** What a trigger gives. */
  given: {
    value: 'value',
    limit: 'limit',
    minutes: 'minutes',
    count: 'times',
    code: 'code',
    state: 'state',
    reason: 'reason',
    rule: 'rule',
    severity: 'severity',
  } as Record<string, string>,
  or: ' or ',
  trigger: {
    state: (states: string, minutes: number) => `${states} for ${minutes} min`,
    unqualified: (said: string) => `${said}, without a reason`,
    alarm: (codes: string, times: number, minutes: number) =>
      times === 1 ? `alarm ${codes}` : `alarm ${codes}, ${times} times within ${minutes} min`,
    mean: (what: string, every: string, limit: string) => `${every} mean of ${what} ${limit}`,
    per: (metric: string, per: string) => `${metric} per ${per}`,
    metric: (what: string, every: string, limit: string) => `${every} ${what} ${limit}`,
    alert: (rules: string) => `an alert of the rule ${rules}`,
    schedule: (cron: string) => `the clock of the plant: ${cron}`,
    at: (said: string, equipment: string) => `${said} (${equipment})`,
  },
  limit: {
    above: (value: string) => `above ${value}`,
    below: (value: string) => `below ${value}`,
    aboveUsual: (times: string, days: number) => `above ${times} × the usual of ${days} days`,
  },
  rehearse: 'Rehearse',
  over: 'Over the last',
  days: (count: number) => `${count} days`,
  arm: 'Ask to arm it',
  filed: 'It waits for an approval.',
  open: 'Open the proposal',
  stop: 'Stop it now',
  stopHeading: 'Stop this playbook?',
  stopLead: 'It asks for nothing from now on. To arm it again takes another approval.',
  reason: 'Why',
  cancel: 'Cancel',
  stopped: {
    disarmed: 'Stopped.',
    already_disarmed: 'It had been stopped already.',
    not_found: 'It is no longer there for you.',
    not_allowed: 'Only a supervisor, manager or administrator of the site stops it.',
  } as Record<string, string>,
  unsure: 'It is not known whether that arrived. The list is being read anew.',
  file: 'A playbook of your own',
  fileHint: 'A YAML file of this device. It is only read; nothing is kept until it is armed.',
  rehearsal: {
    heading: 'What it would have done',
    summary: (events: number, proposed: number) =>
      events === 0
        ? 'Nothing would have set it off.'
        : `Set off ${times(events)}, would have proposed ${times(proposed)}.`,
    proposed: 'Would have proposed',
    guarded: 'Stopped by a condition',
    cooling: 'Left alone after a proposal',
    over_budget: 'Over the budget',
    others: (count: number) => `All the other ${count}`,
    filed: 'Nothing was filed, and no tool was called.',
    more: (count: number) => `and ${count} more before these`,
  },
}

export type PlaybookWords = typeof en
