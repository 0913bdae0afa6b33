import { expect, test } from 'vitest'
import type { MetricCard } from '../../server/http/contract.ts'
import { findMetrics, findMissing } from './find-metrics.ts'

const card = (changes: Partial<MetricCard>): MetricCard => ({
  ...{ siteId: 'group', id: 'oee', version: 1, unit: '%', better: 'up', dimensions: [] },
  ...{ isoNumber: 6, owner: 'supervisor', level: 'line', inReview: [] },
  names: { zh: '设备综合效率', en: 'Overall equipment effectiveness' },
  synonyms: { zh: ['综合效率'], en: ['OEE'] },
  note: { zh: '', en: '' },
  ...changes,
})
const otd = card({
  ...{ id: 'on_time_delivery', isoNumber: null, owner: 'planner' },
  names: { zh: '准时交付率', en: 'On-time delivery' },
  synonyms: { zh: ['准交率'], en: ['OTD'] },
})
const metrics = [card({}), otd]
const all = { typed: '', source: 'all', owner: '' }
const idsOf = (found: MetricCard[]) => found.map(({ id }) => id)

test('a metric is found by a part of any of its names, in either language', () => {
  for (const typed of ['准交', 'otd', 'on time del', 'ON-TIME', 'on_time']) {
    expect(idsOf(findMetrics(metrics, { ...all, typed }))).toEqual(['on_time_delivery'])
  }
})

test('source and owner narrow the list', () => {
  expect(idsOf(findMetrics(metrics, { ...all, source: 'iso' }))).toEqual(['oee'])
  expect(idsOf(findMetrics(metrics, { ...all, owner: 'planner' }))).toEqual(['on_time_delivery'])
  expect(findMetrics(metrics, { typed: '准交', source: 'iso', owner: '' })).toEqual([])
})

test('what lacks a fact is found by name and number, and belongs to no owner', () => {
  const lacking = {
    ...{ number: 30, formula: 'PQ ÷ EPC', missing: { zh: '产能', en: 'capacity' } },
    names: { zh: '设备负荷率', en: 'Equipment load ratio' },
  }
  expect(findMissing([lacking], { ...all, typed: '负荷' })).toHaveLength(1)
  expect(findMissing([lacking], { ...all, typed: 'no. 30' })).toHaveLength(1)
  expect(findMissing([lacking], { ...all, owner: 'planner' })).toEqual([])
})
