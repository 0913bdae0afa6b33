import { expect, test } from 'vitest'
import { entitiesOf } from './entities-of.ts'
import { nameFinder } from './equipment-names.ts'

const find = nameFinder([
  { id: 'DG-RFL-01', kind: 'equipment', name: 'DG-RFL-01' },
  { id: 'DG-RFL-01', kind: 'equipment', name: '3号炉' },
  { id: 'oven', kind: 'class', name: 'reflow oven' },
  { id: 'SZ-CNC-1', kind: 'equipment', name: 'CNC-1' },
])
const named = (text: string, headingPath: string[] = []) =>
  entitiesOf({ text, headingPath, page: null, spans: [] }, find).map(({ kind, key, equipment }) =>
    [kind, key, ...equipment].join(' '),
  )

test('alarm codes have one form and are about the equipment beside them', () => {
  expect(named('Alarm ALM-2301 on the reflow oven: replace relay SSR-40.')).toEqual([
    'error ALM2301 oven',
    'part SSR40 oven',
    'class oven oven',
  ])
  expect(named('报警 e-217 见 E-217', ['3号炉'])).toContain('error E217 DG-RFL-01')
})

test('short codes are alarms only where alarms are spoken of', () => {
  expect(named('Use paper A36 and E217.')).toEqual([])
  expect(named('| E217 | overload |', ['Error codes'])).toEqual(['error E217'])
})

test('part numbers by their shape or their label; standards and sizes are none', () => {
  expect(
    named('Seal SS-25-316, Part No. 4711-X, bearing 7014C/P4; ISO-9001, IP-54, 24V-5A'),
  ).toEqual(['part SS25316', 'part 4711X', 'part 7014CP4'])
})

test('a name is not found within a longer word, nor as a part for itself', () => {
  expect(named('CNC-12 and DG-RFL-01')).toEqual([
    'part CNC12 DG-RFL-01',
    'equipment DG-RFL-01 DG-RFL-01',
  ])
})
