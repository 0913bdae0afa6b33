/** Every word about the use of language models. `words-zh.ts` has its shape. */
export const en = {
  heading: 'Use of language models',
  lead: 'What configured models did for you. The built-in model costs nothing and is not counted.',
  leadAll:
    'What configured models did for everybody. The built-in model costs nothing and is not counted.',
  days: 'Time',
  span: (days: number) =>
    days === 1 ? 'Today' : days === 366 ? 'The last year' : `The last ${days} days`,
  today: 'Today',
  tokensToday: 'Tokens today',
  costToday: 'Cost today',
  tokens: (count: string) => `${count} tokens`,
  of: (most: string) => `of ${most}`,
  noLimit: 'No limit is set',
  each: (limits: string[]) =>
    `Each person: ${limits.length === 0 ? 'no limit' : `at most ${limits.join(' and ')} a day`}. Days begin at 00:00 UTC.`,
  reset:
    'Days begin at 00:00 UTC. Over a limit, the built-in model still answers what it understands.',
  none: 'No language model was used in this time',
  noneHint: 'Questions that the built-in model understands ask no other model.',
  lines: 'By day and model',
  columns: {
    day: 'Day (UTC)',
    person: 'Person',
    model: 'Model',
    calls: 'Calls',
    tokens: 'Tokens',
    cost: 'Cost',
  },
  total: 'Total',
}

export type ModelWords = typeof en
