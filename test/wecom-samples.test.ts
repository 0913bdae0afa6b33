/** Payloads as WeCom documents them: what is sealed, and what each says. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openSealed, readBotFrame, readWecomCallback } from '../server/test-channels.ts'
import { agentId, botId, corpId, wecomKeys } from './fakes/wecom-keys.ts'

const samples = JSON.parse(readFileSync('test/fakes/samples/wecom.json', 'utf8'))

test('verifies and decrypts the sample that the vendor publishes, and nothing beside it', () => {
  const { msg_signature, timestamp, nonce, encrypt } = samples.vendor_message
  const at = new Date(Number(timestamp) * 1000)
  const given = { signature: msg_signature, timestamp, nonce, encrypted: encrypt }
  const opened = openSealed(wecomKeys, given, at)
  expect(opened).toMatchObject({
    kind: 'opened',
    text: expect.stringContaining('<Content><![CDATA[hello]]>'),
  })
  const { echostr, echo, ...rest } = samples.vendor_echo
  const asked = { ...rest, signature: rest.msg_signature, encrypted: echostr }
  expect(openSealed(wecomKeys, asked, at)).toEqual({ kind: 'opened', text: echo })
  const other = { ...wecomKeys, corpId: 'wx0000000000000000' }
  expect(openSealed(other, given, at)).toEqual({ kind: 'refused', why: 'wrong_corp' })
  const late = new Date(at.getTime() + 3_600_000)
  expect(openSealed(wecomKeys, given, late)).toEqual({ kind: 'refused', why: 'old_timestamp' })
})

test('the samples are read as what they are', () => {
  const of = { corpId, agentId }
  expect(readWecomCallback(samples.text, of)).toMatchObject({
    event: { kind: 'message', text: '哪些订单延期？', externalUser: 'mycreate' },
  })
  expect(readWecomCallback(samples.menu_click, of)).toMatchObject({
    event: { kind: 'command', command: 'pending' },
  })
  expect(readWecomCallback(samples.template_card_event, of)).toMatchObject({
    event: { kind: 'decision', copy: 'jidoka-1', answerWith: 'ResponseCode' },
  })
  const bot = { corpId, botId }
  expect(readBotFrame(samples.bot_text, bot)).toMatchObject({
    event: { kind: 'message', text: '哪些订单延期？', place: { shared: true } },
  })
  expect(readBotFrame(samples.bot_click, bot)).toMatchObject({
    event: { kind: 'decision', copy: 'jidoka-1', answerWith: 'req-2' },
  })
})
