import { expect, test } from 'vitest'
import { contradict, quantitiesIn } from './quantities.ts'
import { contradictionOf, sameAcross, statementsIn } from './same-thing.ts'

const clash = (one: string, other: string) => contradict(quantitiesIn(one), quantitiesIn(other))

test('quantities are read in either language, with ranges and tolerances', () => {
  expect(quantitiesIn('扭矩 2.0–2.8 N·m,料温60℃')).toEqual([
    { unit: 'N·m', low: 2, high: 2.8 },
    { unit: '°C', low: 60, high: 60 },
  ])
  const [pressure] = quantitiesIn('1.4 ± 0.1 bar')
  expect(pressure?.low).toBeCloseTo(1.3)
  expect(pressure?.high).toBeCloseTo(1.5)
  expect(quantitiesIn('20 Nm within 3 minutes')).toEqual([
    { unit: 'N·m', low: 20, high: 20 },
    { unit: 'min', low: 3, high: 3 },
  ])
})

test('part numbers, steps and bare numbers are no quantities', () => {
  for (const text of [
    'SP-7014C/P4',
    '3. Open V1',
    'revision 2',
    'A80K6V',
    '第 3 步',
    'DG-P20 20 pcs',
  ])
    expect(quantitiesIn(text), text).toEqual([])
})

test.each([
  ['90 N·m', '95 N·m', true],
  ['120 N·m, then 90 N·m', '90 N·m', false],
  ['50–70 N', '60 N', false],
  ['2.0–2.8 N·m', '1.8–2.6 N·m', true],
  ['90 N·m', '90 °C', false],
  ['85 mΩ', '85 mm', false],
  ['4 hours', '4小时', false],
])('%s against %s', (one, other, expected) => {
  expect([clash(one, other), clash(other, one)]).toEqual([expected, expected])
})

test('a statement is contradicted by one about the same thing only', () => {
  const torque = 'Tighten the front cover screws to 25 N·m.'
  const other = 'The front cover screws are tightened to 28 N·m.'
  expect(contradictionOf(torque, ['Tighten the set screws to 8 N·m.', other])).toBe(other)
  expect(contradictionOf(torque, ['Tighten the lock nut to 90 N·m.'])).toBeNull()
  expect(contradictionOf('旋盖扭矩应为 2.0–2.8 N·m。', ['旋盖扭矩应为 1.8–2.6 N·m。'])).toBe(
    '旋盖扭矩应为 1.8–2.6 N·m。',
  )
})

test('what names another part is about another thing', () => {
  expect(
    contradictionOf('Tighten the M6 cover screws to 10 N·m.', [
      'Tighten the M8 cover screws to 25 N·m.',
    ]),
  ).toBeNull()
})

test('a statement is contradicted in the other language too, about the same thing only', () => {
  const site = [{ zh: ['端盖'], en: ['cover'] }]
  const across = sameAcross({ site, translate: () => [] })
  const torque = '端盖螺钉拧紧到 25 N·m。'
  const other = 'Tighten the cover screws to 28 N·m.'
  expect(contradictionOf(torque, [other], across)).toBe(other)
  expect(contradictionOf(other, [torque], across)).toBe(torque)
  const same = 'Tighten the cover screws to 25 N·m.'
  expect(contradictionOf(torque, [same], across)).toBeNull()
  const another = 'Tighten the lock nut to 90 N·m.'
  expect(contradictionOf(torque, [another], across)).toBeNull()
})

test('what is said the same somewhere is not contradicted by something near it', () => {
  const others = ['Tighten the cover screws to 25 N·m.', 'Tighten the rear cover screws to 30 N·m.']
  expect(contradictionOf('Tighten the cover screws to 25 N·m.', others)).toBeNull()
})

test('table rows and sentences with a quantity are statements', () => {
  const text =
    'Read this first.\n| Place | Torque |\n| Cover screw | 25 N·m |\nWait. Then 3 minutes.'
  expect(statementsIn(text)).toEqual(['| Cover screw | 25 N·m |', 'Then 3 minutes.'])
})
