import { describe, expect, it } from 'vitest'
import { lexiconOf } from '../lexicon/lexicon.ts'
import { heard } from '../test-asking.ts'
import { suzhouLexicon } from '../test-lexicon.ts'

const waiting = {
  ...{ kind: 'reason' as const, id: 'waiting-material', siteId: 'suzhou', aliases: ['缺料'] },
  ...{ zh: '待料', en: 'Waiting for material' },
}
const lexicon = lexiconOf([...suzhouLexicon().entries, waiting])
const lastOf = (...turns: string[]) => heard(turns, lexicon).at(-1)

describe('what no call tells as it was said', () => {
  it.each([
    '有没有急单',
    'any urgent orders?',
    '缺料的工单有哪些',
    'which machines are waiting for material',
    'which reasons cost us more than an hour of downtime yesterday',
  ])('is asked back about: %s', (said) => {
    expect(lastOf(said)).toMatchObject({ unknown: expect.any(String), unusable: true })
  })

  it('is asked back about where something moved since a time, and nothing stands beside it', () => {
    expect(lastOf('which line has improved since september on OEE')).toMatchObject({
      unmet: 'times',
    })
  })

  it('is asked back about where now stands beside a time that is over', () => {
    expect(lastOf('output of Q3 and now')).toMatchObject({ unclearTime: expect.any(String) })
  })
})

describe('a comparison that goes on', () => {
  it('is with a time that lies as far back', () => {
    expect(lastOf('本周一和上周一的产量比', '周二呢')).toMatchObject({
      window: { from: '2026-11-24' },
      compare: { from: '2026-11-17', to: '2026-11-18' },
    })
  })

  it('is asked back about between shifts of two days', () => {
    expect(lastOf('夜班昨天产量多少', '跟前天中班比')).toHaveProperty('unclearTime')
  })
})

it('takes the first of a ranking into another time that is said before it', () => {
  expect(lastOf('昨天各产线OEE谁最低', '上月它多少')).toMatchObject({
    ofWinner: 'line',
    window: { name: 'last_month' },
  })
})
