import { expect, test } from 'vitest'
import type { Figure, KpiReply } from '../../server/http/contract.ts'
import { csvOf } from './csv.ts'
import { en } from './words-en.ts'

const figure = (metric: string, value: number | null, line: string): Figure => ({
  ...{ metric, version: 1, value, unit: '%', rows: 3, truncated: false },
  dimensions: { line },
  window: { from: '2026-11-22T16:00:00Z', to: '2026-11-23T16:00:00Z', zone: 'Asia/Shanghai' },
  freshness: '2026-11-23T15:00:00Z',
})

const replyOf = (changes: Partial<KpiReply>): KpiReply => ({
  metrics: [{ id: 'oee', name: 'OEE', version: 1, unit: '%', better: 'up' }],
  ...{ keys: ['line'], compared: false, total: 2, truncated: false, chart: null },
  names: { line: { L1: 'Line 1' } },
  figures: [figure('oee', 76.33192, 'L1')],
  ...changes,
})

const linesOf = (reply: KpiReply) =>
  csvOf(reply, 'en', en.csv)
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')

test('a row has ids and names, every digit, and the window that it is of', () => {
  expect(csvOf(replyOf({}), 'en', en.csv).charCodeAt(0)).toBe(0xfeff)
  expect(linesOf(replyOf({}))).toEqual([
    'Line id,Line,OEE v1 (%),from,to (excluded),zone,data until',
    'L1,Line 1,76.33192,2026-11-22T16:00:00Z,2026-11-23T16:00:00Z,Asia/Shanghai,2026-11-23T15:00:00Z',
  ])
})

test('a compared window has its value and the change; no number stays empty', () => {
  const figures = [figure('oee', 80, 'L1'), figure('oee', 82.5, 'L1')]
  expect(linesOf(replyOf({ compared: true, figures }))[1]).toMatch(/^L1,Line 1,80,82\.5,-2\.5,/)
  const unknown = [figure('oee', 80, 'L1'), figure('oee', null, 'L1')]
  expect(linesOf(replyOf({ compared: true, figures: unknown }))[1]).toMatch(/^L1,Line 1,80,,,/)
})

test('a filter and a compared window stand in every row', () => {
  const cut = { ...figure('oee', 80, 'L1'), dimensions: { line: 'L1', site: 'suzhou' } }
  const earlier = { from: '2026-11-21T16:00:00Z', to: '2026-11-22T16:00:00Z', zone: 'UTC' }
  const figures = [cut, { ...cut, window: earlier }]
  const [header, row] = linesOf(replyOf({ compared: true, figures }))
  expect(header).toContain(',only Site,from,to (excluded),before from,before to (excluded),zone,')
  expect(row).toContain(
    `,suzhou,${cut.window.from},${cut.window.to},${earlier.from},${earlier.to},`,
  )
})

test('a name that begins like a formula is not run by a spreadsheet', () => {
  for (const name of ['=1+1', '+7', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1']) {
    const reply = replyOf({ names: { line: { L1: name } } })
    expect(linesOf(reply)[1]).toContain(`,'${name}`)
  }
})

test('a name with a comma, a quote or a line break stays one cell', () => {
  const reply = replyOf({ names: { line: { L1: 'a "b", c\nd' } } })
  expect(csvOf(reply, 'en', en.csv)).toContain('L1,"a ""b"", c\nd",76.33192')
})
