import { expect, test } from 'vitest'
import type { MeasureChoice } from '../../../server/http/contract.ts'
import { changeOf, emptyForm, faultsOf, readScale, splitBy } from './draft.ts'

const measures = [
  { id: 'good', source: 'hour', dimensions: ['site', 'machine', 'team'] },
  { id: 'energy_kwh', source: 'hour', dimensions: ['site', 'machine', 'team'] },
  { id: 'stops', source: 'downtime', dimensions: ['site', 'machine', 'reason'] },
].map((one) => ({ ...one, names: { zh: one.id, en: one.id } })) as MeasureChoice[]

const ratio = (numerator: string[], denominator: string[]) => ({
  ...emptyForm('group'),
  ...{ id: 'energy_per_good', nameZh: '单件能耗', nameEn: 'Energy per good piece' },
  ...{ noteZh: '按良品', noteEn: 'per good piece', unit: 'kWh' },
  formula: { factors: [{ numerator, denominator }], scale: '1', needs: [], without: [] },
})

test('an empty form says everything that is missing', () => {
  expect(faultsOf(emptyForm('group'))).toEqual([
    ...['id', 'nameZh', 'nameEn', 'noteZh', 'noteEn', 'formula'],
  ])
  expect(faultsOf(ratio(['energy_kwh'], ['good']))).toEqual([])
})

test('a formula can be split by what all of its facts know', () => {
  expect(splitBy(ratio(['energy_kwh'], ['good']), measures)).toEqual(['site', 'machine', 'team'])
  expect(splitBy(ratio(['stops'], ['good']), measures)).toEqual(['site', 'machine'])
})

test('a scale is a number above zero, or a fraction of two', () => {
  expect(['100', '0.5', '1/3600', ' 1 ÷ 4 '].map(readScale)).toEqual([100, 0.5, 1 / 3600, 0.25])
  expect(['', '0', '-1', 'x', '1/0', '1/2/3', '1/'].map(readScale)).toEqual(Array(7).fill(null))
})

test('words are cut at commas of both languages, and a sum without a divisor has none', () => {
  const form = {
    ...ratio(['energy_kwh'], []),
    synonymsZh: '电耗，能耗、 电耗',
    synonymsEn: 'kWh, power;',
  }
  expect(changeOf(form, { isNew: true })).toMatchObject({
    ...{ metric: 'energy_per_good', scope: 'group', action: 'change' },
    definition: {
      synonyms: { zh: ['电耗', '能耗'], en: ['kWh', 'power'] },
      formula: { factors: [{ numerator: ['energy_kwh'] }], scale: 1 },
      source: { standard: 'site' },
    },
  })
})
