import { expect, test } from 'vitest'
import type { Trigger } from '../../server/http/contract.ts'
import { triggerText } from './trigger-text.ts'
import { en } from './words-en.ts'
import { zh } from './words-zh.ts'

const called = { metric: (id: string) => id, dimension: (id: string) => id }
const usual = { usualDays: 28 }

test.each<[Trigger, string, string]>([
  [
    {
      ...{ kind: 'state', categories: ['down', 'delay'], lastsMinutes: 20, unqualified: true },
      equipment: ['DG-L1'],
    },
    'down or waiting for 20 min, without a reason (DG-L1)',
    '停机或等待满 20 分钟，且未填原因（DG-L1）',
  ],
  [
    { kind: 'alarm', codes: ['E12'], times: 3, withinMinutes: 60 },
    'alarm E12, 3 times within 60 min',
    '报警 E12，60 分钟内 3 次',
  ],
  [
    { kind: 'signal', tags: '*.vibration', every: 'day', aboveUsual: 1.5, ...usual },
    'daily mean of *.vibration above 1.5 × the usual of 28 days',
    '*.vibration 每日均值高于近 28 天常态的 1.5 倍',
  ],
  [
    {
      ...{
        kind: 'metric',
        metric: 'scrap_ratio',
        per: 'machine',
        every: 'hour',
        above: 4,
        ...usual,
      },
      filters: { line: ['L1'] },
    },
    'hourly scrap_ratio per machine above 4 (L1)',
    '每小时 scrap_ratio（按 machine）高于 4（L1）',
  ],
  [
    { kind: 'alert', rules: ['hot', 'long_stop'], severity: 'warning' },
    'an alert of the rule hot or long_stop',
    '规则 hot或long_stop 的报警',
  ],
  [
    { kind: 'schedule', cron: '0 6 * * 1' },
    'the clock of the plant: 0 6 * * 1',
    '按工厂时钟：0 6 * * 1',
  ],
])('what a playbook waits for is one line in both languages: %o', (trigger, english, chinese) => {
  expect(triggerText(trigger, en, called)).toBe(english)
  expect(triggerText(trigger, zh, called)).toBe(chinese)
})
