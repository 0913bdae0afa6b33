import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../base/app-error.ts'
import { parseInput, refuseTurned } from './input.ts'

const tool = {
  name: 'a_tool',
  input: z.strictObject({
    level: z.enum(['line', 'machine']).optional(),
    lots: z.array(z.string()).optional(),
    args: z.record(z.string(), z.unknown()).optional(),
    windows: z.array(z.strictObject({ from: z.string(), to: z.string().optional() })).optional(),
    scope: z
      .discriminatedUnion('of', [z.strictObject({ of: z.literal('line'), line: z.string() })])
      .nullish(),
  }),
}

function refusalOf(args: unknown): AppError {
  try {
    parseInput(tool, args)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('they were taken')
}

const nested = (levels: number): unknown =>
  JSON.parse(`{"args":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`)

describe('arguments that no tool can take', () => {
  it('are refused by name where they are nested without end', () => {
    expect(parseInput(tool, nested(20))).toEqual(nested(20))
    expect(refusalOf(nested(200_000))).toMatchObject({
      code: 'invalid_input',
      field: expect.stringContaining('args.a'),
      message: expect.stringContaining('50 levels'),
    })
  })

  it.each([
    ['NUL', 'A\0'],
    ['half a character', 'A\ud800'],
  ])('are refused by name where a text holds %s, which no database keeps', (_, text) => {
    expect(refusalOf({ lots: ['A', text] })).toMatchObject({ field: 'lots.1' })
    expect(parseInput(tool, { lots: ['\u{1F600}'] })).toEqual({ lots: ['\u{1F600}'] })
  })

  it('are shown in part and compared with nothing where they are longer than a name', () => {
    const long = 'x'.repeat(400_000)
    const { message, hint, field } = refusalOf({ [long]: 1 })
    expect(message.length + (field?.length ?? 0)).toBeLessThan(300)
    expect(hint).toBe('Known: level, lots, args, windows, scope.')
    expect(refusalOf({ level: long }).hint).toBe('Known: line, machine.')
  })

  it('are refused with the names that are known at their place', () => {
    expect(refusalOf({ windows: [{ from: 'a', till: 'b' }] })).toMatchObject({
      message: 'Argument "windows.0.till" of a_tool is not known.',
      hint: 'Known: from, to.',
    })
    expect(refusalOf({ scope: { of: 'line', line: 'a', lines: 'b' } }).hint).toBe(
      'Did you mean line? Known: of, line.',
    )
  })

  it('are refused where a number is beyond all numbers', () => {
    expect(refusalOf(JSON.parse('{"args":{"a":[1e999]}}'))).toMatchObject({
      field: 'args.a.0',
      message: 'Argument "args.a.0" of a_tool cannot be Infinity.',
    })
  })

  it('are refused where a name holds what no database keeps', () => {
    expect(refusalOf({ args: { 'a\0': 1 } }).message).toContain('is no name')
  })

  it('are refused where a mark would show them turned to whoever approves', () => {
    const filing = { ...tool, effect: 'propose' }
    expect(() => refuseTurned(filing, { lots: ['A', '\u202e051'] })).toThrow(
      '"lots.1" of a_tool cannot be "051"',
    )
    expect(() => refuseTurned(filing, { lots: ['A\u200f', 'שלום'] })).not.toThrow()
  })

  it('are refused by name where an object stands for a word, whatever its keys are', () => {
    expect(refusalOf(JSON.parse('{"level":{"toString":1,"valueOf":1}}'))).toMatchObject({
      field: 'level',
      message: 'Argument "level" of a_tool cannot be {"toString":1,"valueOf":1}.',
    })
  })
})
