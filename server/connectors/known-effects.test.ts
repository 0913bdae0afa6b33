import { expect, test } from 'vitest'
import { secret } from '../secret.ts'
import { refuseUnknownEffects } from './known-effects.ts'

const cmms = (effects: string[]) => ({
  name: 'cmms',
  kind: 'cmms' as const,
  url: 'https://cmms.example/hook',
  secret: secret('a-secret-of-some-length'),
  sites: ['suzhou'],
  effects,
  timeoutMs: 10_000,
  allowPrivate: false,
})

test('an effect that no connector can take is refused by its place and the nearest name', () => {
  expect(() => refuseUnknownEffects([cmms(['open_maintenance_ticket'])])).not.toThrow()
  expect(() =>
    refuseUnknownEffects([cmms(['open_maintenance_ticket', 'open_maintenance_tickt'])]),
  ).toThrow(
    expect.objectContaining({
      code: 'invalid_input',
      field: 'connectors.0.effects.1',
      hint: expect.stringContaining('open_maintenance_ticket'),
    }),
  )
})
