import { expect, test } from 'vitest'
import type { Citation } from '../../server/http/contract.ts'
import { orderSources, sourcesIn } from './sources.ts'
import { stepLine } from './step-line.ts'

const cite = (quote: string): Citation => ({
  ...{ site: 'suzhou', document: 'SOP-1', title: 'Spindle', revision: 1, page: null, quote },
  heading: 'Removal',
  range: { passage: 1, from: 0, to: quote.length },
})

test('sources that the answer quotes come first, and quotes find their numbers', () => {
  const steps = '1. Lock out.\n2. Remove the belt.'
  const text = `The documents say:\n\n> ⚠ Warning: it turns.\n> ${steps.replace('\n', '\n> ')}\n— Spindle`
  const sources = orderSources(text, [cite('Not used.'), cite(steps), cite('Warning: it turns.')])
  expect(sources.map(({ number, quoted, quote }) => [number, quoted, quote])).toEqual([
    [1, true, steps],
    [2, true, 'Warning: it turns.'],
    [3, false, 'Not used.'],
  ])
  const quote = `⚠ Warning: it turns.\n${steps}`
  expect(sourcesIn(quote, sources).map(({ number }) => number)).toEqual([1, 2])
})

test('a step says what it reads', () => {
  const args = { metrics: ['oee', 'output'], filters: { site: ['suzhou'] } }
  expect(stepLine({ tool: 'query_kpi', args }, 'zh')).toBe('查询指标：oee · output')
  expect(stepLine({ tool: 'list_tickets', args: null }, 'en')).toBe('Reading tickets')
  expect(stepLine({ tool: 'new_tool', args: { query: 'x'.repeat(99) } }, 'en')).toHaveLength(71)
})
