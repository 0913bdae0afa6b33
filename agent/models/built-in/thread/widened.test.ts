import { describe, expect, it } from 'vitest'
import { heard } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'

const lexicon = groupLexicon()
const last = (...messages: string[]) => heard(messages, lexicon).at(-1)

describe('what was asked of a part and then of the whole', () => {
  it.each([
    ['SZ-CNC-03上周停机多久', '全厂呢'],
    ['downtime of SZ-CNC-03 last week', 'and the whole plant?'],
    ['输出轴上周产量多少', '全厂呢'],
  ])('is told of the plant that was spoken of: %s, %s', (first, then) =>
    expect(last(first, then)).toMatchObject({
      ...{ intent: 'kpi', sites: ['suzhou'], equipment: [], products: [] },
      window: { name: 'last_week' },
    }),
  )

  it.each([
    ['SZ-CNC-03上周停机多久', '集团呢'],
    ['苏州上周停机多久', '全集团呢'],
    ['downtime of SZ-CNC-03 last week', 'and overall?'],
  ])('is one figure of the group: %s, %s', (first, then) =>
    expect(last(first, then)).toMatchObject({ sites: [], equipment: [], dimensions: [] }),
  )

  it('is told plant by plant where all of them are named', () =>
    expect(last('downtime of SZ-CNC-03 last week', 'and for all sites?')).toMatchObject({
      ...{ sites: ['suzhou', 'dongguan'], equipment: [] },
    }))

  it.each([
    ['SZ-CNC-03上周停机多久', '所有机器呢'],
    ['downtime of SZ-CNC-03 last week', 'all machines?'],
  ])('is told machine by machine: %s, %s', (first, then) =>
    expect(last(first, then)).toMatchObject({
      ...{ sites: ['suzhou'], equipment: [], dimensions: ['machine'] },
    }),
  )
})
