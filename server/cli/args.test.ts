import { describe, expect, test } from 'vitest'
import { parseArgs } from './args.ts'

const specs = {
  json: { value: null, help: '' },
  data: { value: 'DIR', help: '' },
  role: { value: 'R', help: '' },
}

describe('parseArgs', () => {
  test('reads switches, values in both spellings, and words', () => {
    const parsed = parseArgs(
      ['a', '--json', '--data', 'x', '--role=r1', '--role', 'r2', 'b'],
      specs,
    )
    expect(parsed.positionals).toEqual(['a', 'b'])
    expect([parsed.given('json'), parsed.text('data'), parsed.all('role')]).toEqual([
      true,
      'x',
      ['r1', 'r2'],
    ])
  })

  test('takes everything after -- as words', () => {
    expect(parseArgs(['--', '--json'], specs).positionals).toEqual(['--json'])
  })

  test.each([
    [['--jsno'], '--jsno', 'Did you mean --json?'],
    [['-x'], '-x', undefined],
    [['--data'], '--data', 'Write --data DIR.'],
    [['--data', '--json'], '--data', 'Write --data DIR.'],
    [['--json=1'], '--json', undefined],
  ])('refuses %j and names it', (argv, field, hint) => {
    expect(() => parseArgs(argv, specs)).toThrow(
      expect.objectContaining({ field, ...(hint === undefined ? {} : { hint }) }),
    )
  })
})
