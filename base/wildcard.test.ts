import { expect, it } from 'vitest'
import { fitsWildcard } from './wildcard.ts'

it.each([
  ['SZ-CNC-01.load', 'SZ-CNC-01.load'],
  ['SZ-CNC-01.load', 'SZ-*.load'],
  ['SZ-CNC-01.load', '*'],
  ['SZ-CNC-01.load', '*CNC*0*'],
  ['aa', 'a*a'],
  ['SZ.load', 'SZ.**load'],
])('%s fits %s', (text, pattern) => expect(fitsWildcard(text, pattern)).toBe(true))

it.each([
  ['SZ-CNC-01.load', 'SZ-CNC-01'],
  ['SZ-CNC-01.load', 'CNC*'],
  ['a', 'a*a'],
  ['SZ-CNC-01-load', 'SZ-*.load'],
  ['', 'a*'],
  ['SZ-CNC-01.spindle-temperature', `${'*'.repeat(60)}!`],
  ['a'.repeat(200), `${'*a'.repeat(99)}*b`],
])('%s does not fit %s', (text, pattern) => expect(fitsWildcard(text, pattern)).toBe(false))
