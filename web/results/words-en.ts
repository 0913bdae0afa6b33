/** Every word about what came of actions. `words-zh.ts` has its shape. */
export const en = {
  heading: 'Results',
  lead: 'What executed proposals promised, and what was measured afterwards.',
  toInbox: 'Back to the inbox',
  none: 'Nothing has been measured yet',
  noneHint: 'A proposal is measured when the time that it named has passed since it was executed.',
  outcome: 'What came of it',
  dueAt: 'Will be measured',
  promised: (change: string) => `Promised: ${change}.`,
  hits: { true: 'It came true.', false: 'It did not come true.' },
  between: (low: string, high: string) => `${low} to ${high} (80%)`,
  beside: (machines: string) => `Compared with ${machines}, where nobody acted. Measured`,
  alone: 'There was no comparable machine: after against before. Measured',
  values: (before: string, after: string) => `Before ${before}, after ${after}.`,
  unmeasured: (reason: string) => `It could not be measured: ${reason}.`,
  reasons: {
    no_data: 'there are no data of the time after it',
    no_baseline: 'there are no data of the time before it',
    data_late: 'the data of the time after it did not come in time',
    not_measurable: 'the metric or the machine is no longer known',
    prediction_incomplete: 'it did not say what would be measured',
  } as Record<string, string>,
  tracks: 'How often proposals came true',
  columns: {
    tool: 'Proposal',
    metric: 'Metric',
    measured: 'Measured',
    hit: 'Came true',
    sign: 'Right direction',
    bias: 'Bias',
    coverage: 'Within interval',
  },
  of: (measured: number, all: number) => `${measured} of ${all}`,
  share: (share: string, count: number) => `${share} of ${count}`,
  newest: 'Newest results',
  explain:
    'Came true: in the promised direction, at least half as far. Bias: what was measured over what was promised, less one. Within interval: the measured change lies where the proposal said it would, of those that said so.',
}

export type ResultWords = typeof en
