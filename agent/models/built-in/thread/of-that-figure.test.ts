import { describe, expect, it } from 'vitest'
import type { Reading } from '../reading.ts'
import { heard } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'

const lexicon = groupLexicon()

function readingOf(...questions: string[]): Reading {
  const reading = heard(questions, lexicon).at(-1)
  if (!reading) throw new Error('no question')
  return reading
}

describe('a short question about the figure before it', () => {
  it.each([
    ['苏州上周OEE', '从什么时候开始变差的'],
    ['OEE of Suzhou last week', 'since when?'],
  ])('asks since when, which its days tell: %s … %s', (...said) =>
    expect(readingOf(...said)).toMatchObject({
      ...{ intent: 'kpi', metrics: ['oee'], sites: ['suzhou'], grain: 'day' },
      window: { kind: 'last', count: 30, unit: 'day' },
    }),
  )

  it.each([
    ['上周哪条线OEE最低', '哪些低于80%'],
    ['which line was worst on OEE last week', 'which are below 80%?'],
  ])('sets a limit in its unit: %s … %s', (...said) => {
    const reading = readingOf(...said)
    expect(reading).toMatchObject({ dimensions: ['line'], threshold: { side: 'below', value: 80 } })
    expect(reading).not.toHaveProperty('order')
  })

  it.each([
    ['苏州上周报废', '占比呢'],
    ['scrap of Suzhou last week', 'and as a ratio?'],
  ])('asks for it in other terms: %s … %s', (...said) =>
    expect(readingOf(...said)).toMatchObject({ metrics: ['scrap_ratio'], sites: ['suzhou'] }),
  )

  it.each([
    ['苏州上周OEE', '变化了多少'],
    ['OEE of Suzhou last week', 'how much did it change'],
  ])('asks how far it went: %s … %s', (...said) =>
    expect(readingOf(...said)).toMatchObject({ metrics: ['oee'], compare: 'previous' }),
  )

  it.each([
    ['苏州1线上周OEE', '那苏州2线呢', '两条放一起比'],
    ['OEE of Suzhou line 1 last week', 'and Suzhou line 2?', 'both'],
  ])('asks of both that were spoken of: %s … %s … %s', (...said) =>
    expect(readingOf(...said)?.equipment.map(({ id }) => id)).toEqual(['SZ-L1', 'SZ-L2']),
  )

  it('does not leave out what it cannot leave out', () =>
    expect(
      readingOf('which line was worst on OEE last week', 'drop the Dongguan ones'),
    ).toHaveProperty('unknown'))

  it.each([
    ['苏州昨天OEE', '那前一周呢'],
    ['OEE of Suzhou yesterday', 'what about the whole week before'],
  ])('means all of a longer span before: %s … %s', (...said) =>
    expect(readingOf(...said)).toMatchObject({
      window: { kind: 'range', from: '2026-11-16', to: '2026-11-23' },
    }),
  )
})
