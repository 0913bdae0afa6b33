import { expect, test } from 'vitest'
import { AppError } from '../base/app-error.ts'
import { parseInstance } from './parse.ts'

const parse = (text: string) => parseInstance(text, { name: 'x' })

test('a job shop has one machine for each operation', () => {
  const instance = parse('2 2\n0 3 1 2\n1 4 0 1\n')
  expect(instance).toMatchObject({ jobs: 2, machines: 2, operations: 4, machineBase: 0 })
  expect([...instance.altMachine]).toEqual([0, 1, 1, 0])
  expect([...instance.altTime]).toEqual([3, 2, 4, 1])
})

test('a flexible job shop has alternatives, and counts its machines from 1 or from 0', () => {
  const fromOne = parse('1 2 1.5\n2 2 1 3 2 4 1 2 5\n')
  expect([...fromOne.altFirst]).toEqual([0, 2, 3])
  expect([...fromOne.altMachine]).toEqual([0, 1, 1])
  expect(fromOne.machineBase).toBe(1)
  expect([...parse('1 2 1.5\n2 2 0 3 1 4 1 1 5').altMachine]).toEqual([0, 1, 1])
})

test('blank lines, comments, tabs and carriage returns do not count', () => {
  expect(parse('# made by hand\r\n\r\n1\t1\r\n 0 7 \r\n').operations).toBe(1)
})

test('a format that is named is not guessed', () => {
  const text = '1 2\n1 1 2 9\n'
  expect(parse(text).operations).toBe(2)
  expect(parseInstance(text, { name: 'x', format: 'flexible' }).operations).toBe(1)
})

test.each([
  ['', /Line 1: no numbers of jobs and machines/],
  ['2 2\n0 3 1 2\n', /2 jobs are announced, 1 lines follow/],
  ['1 2\n0 3 1 x\n', /Line 2: "x" is no number/],
  ['1 2\n0 3 1\n', /Line 2: 3 numbers are no pairs/],
  ['1 2\n0 3 5 2\n', /Line 2: there is no machine 5/],
  ['1 2\n0 3 1 2.5\n', /Line 2: the time 2.5 is no whole number/],
  ['1 2\n0 3 2 2\n', /Machines 0 and 2 are both named/],
  ['1 2 1\n2 1 1 3 0\n', /Line 2: operation 1 of 2 has no eligible machine/],
  [
    '1 2 1\n1 2 1 3 2\n',
    /Line 2: operation 0 of 1 has 2 alternatives announced, but the line ends/,
  ],
  ['1 2 1\n1 1 1 3 9\n', /Line 2: 1 numbers follow after 1 operations/],
  ['1 2 1\n1 2 1 3 1 4\n', /names machine 0 twice/],
  ['1 1\n0 2000000000\n', /no usable time/],
])('%j is refused, naming what is wrong', (text, says) => {
  expect(() => parse(text)).toThrow(says)
  expect(() => parse(text)).toThrow(AppError)
})

test('a million operations are refused with what to do', () => {
  const line = '0 1 '.repeat(1000)
  const text = `1000 1\n${`${line}\n`.repeat(1000)}`
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'too_large' }))
})
