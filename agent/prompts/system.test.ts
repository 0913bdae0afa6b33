import { expect, test } from 'vitest'
import { sha256 } from '../../base/canonical-json.ts'
import { supervisor } from '../test-tools.ts'
import { systemPrompt, systemPromptId } from './system.ts'

const context = { principal: supervisor, language: 'en', earlier: null } as const
const at = (time: string) => systemPrompt({ ...context, now: new Date(time) })

test('the words belong to their version: change both together', () => {
  expect([systemPromptId, sha256(at('2026-11-24T02:00:00Z'))]).toMatchInlineSnapshot(`
    [
      "system@2",
      "952b10d2df8d36abeefca659f70b1929a3a0e4bec1ff5692bd126a4b9187c074",
    ]
  `)
})

test('whatever an endpoint may keep comes before the time', () => {
  const [one, other] = [at('2026-11-24T02:00:00Z'), at('2026-11-25T03:30:00Z')]
  const same = [...one].findIndex((sign, place) => sign !== other[place])
  expect(same).toBeGreaterThan(one.indexOf('Now: '))
})
