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

const yesterday = { window: { name: 'yesterday' } }

describe('a question that says only what changes', () => {
  it.each([
    ['OEE of Suzhou yesterday', 'and the coating line?'],
    ['OEE of Suzhou yesterday', 'what about machine 77'],
    ['OEE of Suzhou yesterday', 'and 77?'],
    ['苏州昨天的产量', '那喷涂呢'],
    ['output of Suzhou last night', 'and the day shift before that?'],
    ['OEE of Suzhou this year', 'vs last quarter'],
  ])('is asked back about where its words come to nothing: %s … %s', (first, second) => {
    const { unknown, unclearTime } = readingOf(first, second)
    expect(unknown ?? unclearTime).toBeDefined()
  })

  it.each([
    ['OEE of the coating cell in Suzhou yesterday', 'by shift', 'unknown'],
    ['OEE of Suzhou this morning', 'by machine', 'unclearTime'],
  ] as const)('leaves open what was asked back about before: %s … %s', (first, second, open) =>
    expect(readingOf(first, second)[open]).toBeDefined(),
  )

  it.each<[string, string, Partial<Reading> | object]>([
    ['OEE of Suzhou in week 46', 'and 47', { window: { from: '2026-11-16', to: '2026-11-23' } }],
    ['OEE of Suzhou on 17 November', '18th?', { window: { from: '2026-11-18' } }],
    ['downtime of Suzhou last weekend', 'weekend before', { window: { from: '2026-11-14' } }],
    ['downtime of Suzhou yesterday', 'on which machines', { dimensions: ['machine'] }],
    ['OEE of Suzhou yesterday by hour', 'worst hour?', { grain: 'hour', order: 'lowest' }],
    ['worst day for OEE last week', 'and for scrap', { grain: 'day', order: 'highest' }],
    ['output of Suzhou by week this year', 'is it improving', { grain: 'week' }],
    ['output of Suzhou yesterday', 'any machine over 500?', { dimensions: ['machine'] }],
    ['which plant scraps most yesterday', 'by product at that plant', { ofWinner: 'site' }],
    ['which machine failed most yesterday', 'mttr of that one', { ofWinner: 'machine' }],
  ])('keeps the rest of the question before: %s … %s', (first, second, changed) =>
    expect(readingOf(first, second)).toMatchObject({ intent: 'kpi', ...changed }),
  )

  it('puts a machine beside the one that was told', () =>
    expect(
      readingOf('SZ-CNC-01昨天的报废率', '比SZ-CNC-02高吗').equipment.map(({ id }) => id),
    ).toEqual(['SZ-CNC-01', 'SZ-CNC-02']))

  it('takes a limit on to an earlier week', () =>
    expect(
      readingOf('machines with more than 2 failures last week', 'more than 1 the week before?'),
    ).toMatchObject({ window: { from: '2026-11-09' }, threshold: { value: 1 } }))

  it('sets another figure into the same time', () =>
    expect(readingOf('output of Suzhou yesterday', 'vs scrap?')).toMatchObject({
      metrics: ['scrap_quantity'],
      ...yesterday,
    }))
})
