import { expect, test } from 'vitest'
import { changeOf, emptyRule, type RuleDraft } from './rule-change.ts'

const hot = { rule: 'hot', comparison: 'above', threshold: 80.5, clear: 75, critical: true }

test.each<[Partial<RuleDraft>, Record<string, unknown>]>([
  [
    { rule: ' long_stop ', watches: 'state', what: 'down', lasts: '10', threshold: '5' },
    { rule: 'long_stop', metric: 'state:down', for_minutes: 10 },
  ],
  [
    { rule: 'hot', watches: 'tag', what: '*.t', threshold: '80,5', clear: '75', critical: true },
    { ...hot, metric: 'tag:*.t' },
  ],
  [
    { rule: 'silent', watches: 'source', what: 'plc', threshold: '15', lasts: '3' },
    { rule: 'silent', metric: 'source:plc', threshold: 15 },
  ],
  [
    { rule: 'odd', watches: 'metric', what: 'oee', test: 'spc', threshold: '3' },
    { rule: 'odd', metric: 'oee', comparison: 'spc' },
  ],
])('what was typed for %o becomes the change', (typed, change) => {
  expect(changeOf({ ...emptyRule, ...typed })).toEqual(change)
})
