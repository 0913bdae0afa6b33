import { expect, test } from 'vitest'
import type { ImportDraft, ImportStream } from '../../server/http/contract.ts'
import {
  certaintyOf,
  choicesOf,
  faultsOf,
  planOf,
  withField,
  withGuess,
  withStream,
} from './plan.ts'

const field = (id: string, kind: 'name' | 'instant' | 'number', required = true) => ({
  ...{ id, kind, required, nameZh: id, nameEn: id, choices: [] },
})
const counts: ImportStream = {
  id: 'production_count',
  fields: [field('machineId', 'name'), field('at', 'instant'), field('good', 'number')],
}
const column = (name: string, fieldId: string | null) => ({
  ...{ name, samples: [], field: fieldId, confidence: 0.9 },
})
const draft = {
  source: 'output',
  sheets: [
    {
      ...{ sheet: null, header: 1, stream: 'production_count', confidence: 0.9, constants: {} },
      columns: [column('机台', 'machineId'), column('日期', 'at'), column('时间', 'at')],
    },
  ],
} as unknown as ImportDraft

const choices = choicesOf(draft)
const [sheet] = choices.sheets
if (sheet === undefined) throw new Error('a draft without sheets')
const withSheet = (next: typeof sheet) => ({ ...choices, sheets: [next] })

test('a day and a time may both be the instant; a required field needs a column or a value', () => {
  expect(faultsOf(choices, [counts])).toEqual(['missing'])
  const given = withSheet({ ...sheet, constants: { good: '5' } })
  expect(faultsOf(given, [counts])).toEqual([])
  expect(planOf(given, draft.sheets)).toEqual({
    source: 'output',
    sheets: [
      {
        ...{ sheet: null, stream: 'production_count', constants: { good: '5' } },
        columns: { 机台: 'machineId', 日期: 'at', 时间: 'at' },
      },
    ],
  })
})

test('two columns cannot be one number, and no sheet at all is nothing to import', () => {
  const twice = withField(withField({ ...sheet, constants: {} }, 1, 'good'), 2, 'good')
  expect(faultsOf(withSheet({ ...twice, constants: { at: 'x' } }), [counts])).toEqual(['twice'])
  expect(faultsOf(withSheet({ ...sheet, used: false }), [counts])).toEqual(['nothing'])
})

test('another kind of rows keeps the fields it has; a new guess leaves what a person chose', () => {
  const other = { id: 'stock', fields: [field('at', 'instant')] }
  expect(withStream(sheet, other).fields).toEqual([null, 'at', 'at'])
  const guess = {
    columns: [column('', 'a'), column('', 'b'), column('', 'c')],
    constants: { x: '0' },
  }
  expect(withGuess(withField(sheet, 1, null), guess)).toMatchObject({ fields: ['a', null, 'c'] })
})

test('how sure a guess is, is said in words', () => {
  const shared = { field: 'at', isChosen: false, isSaved: false }
  expect([0.95, 0.7, 0.5].map((confidence) => certaintyOf({ ...shared, confidence }))).toEqual([
    ...['sure', 'likely', 'check'],
  ])
})
