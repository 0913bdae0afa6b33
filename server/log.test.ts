import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let lines = ''
  write(createLog('info', { write: (line) => (lines += line) }))
  return lines
}

test.each<[string, (log: ReturnType<typeof createLog>) => void]>([
  [
    'a field by its name',
    (log) => log.info({ headers: { authorization: 'hunter22hunter22' } }, 'x'),
  ],
  ['a header in a message', (log) => log.info('sent Authorization: Bearer hunter22hunter22')],
  [
    'the error of an endpoint',
    (log) => log.warn({ err: new Error('key sk-hunter22hunter22hunter22') }),
  ],
  ['an address with a password', (log) => log.info('postgres://app:hunter22@db:5432/plant')],
  ['a token of this server', (log) => log.info({ deep: { a: { b: 'jdk_hunter22hunter22' } } })],
  ['a key under another name', (log) => log.info({ given: { x: { api_key: 'hunter22' } } })],
])('no line of the log holds a secret: %s', (_, write) => {
  const line = logged(write)
  expect(line).not.toContain('hunter22')
  expect(line).toContain('[secret]')
  expect(() => JSON.parse(line)).not.toThrow()
})

test('what is no secret is logged as it is', () => {
  expect(
    JSON.parse(logged((log) => log.info({ tokens: 12 }, 'used 12 tokens of a day'))),
  ).toMatchObject({
    ...{ tokens: 12, msg: 'used 12 tokens of a day' },
  })
})
