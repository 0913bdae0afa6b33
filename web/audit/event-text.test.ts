import { describe, expect, test } from 'vitest'
import type { AuditEvent } from '../../server/http/contract.ts'
import { en } from '../app/words/en.ts'
import { zh } from '../app/words/zh.ts'
import { eventText, resultText } from './event-text.ts'

const event = (given: Partial<AuditEvent>): AuditEvent => ({
  siteId: 'suzhou',
  seq: 1,
  at: '2026-03-02T08:00:00.000Z',
  event: 'proposed',
  actor: 'operator@suzhou',
  channel: 'web',
  actionId: 'act_1',
  tool: 'open_maintenance_ticket',
  detail: {},
  sha256: 'a'.repeat(64),
  ...given,
})

describe('an entry of the record', () => {
  test('tells a rejection with its reason, in either language', () => {
    const rejected = event({
      event: 'rejected',
      detail: { reason_code: 'wrong_time', reason_text: 'after the audit' },
    })
    expect(eventText(rejected, en, 'en').notes).toEqual(['Wrong time', 'after the audit'])
    expect(eventText(rejected, zh, 'zh')).toMatchObject({
      verb: '驳回',
      notes: ['时间不合适', 'after the audit'],
    })
  })

  test('tells why a try to decide did not count', () => {
    const refused = event({ event: 'decision_refused', detail: { outcome: 'self_approval' } })
    expect(eventText(refused, en, 'en').notes).toEqual(['nobody decides what they asked for'])
  })

  test('names the server, and keeps a word that it does not know', () => {
    const strange = event({ event: 'unheard_of', actor: 'system' })
    expect(eventText(strange, en, 'en')).toEqual({
      actor: 'Server',
      verb: 'unheard_of',
      notes: [],
    })
  })
})

describe('a result', () => {
  test('is told by what it made, or by why it could not', () => {
    expect(resultText({ ticketId: 'MT-1' }, en, 'en')).toBe('Ticket MT-1 is open.')
    expect(resultText({ scheduleId: 'S2', slots: 9, superseded: 'S1' }, en, 'en')).toBe(
      'Schedule S2 is published with 9 operations. It replaces S1.',
    )
    expect(resultText({ zh: '设备已不存在。', en: 'Gone.' }, zh, 'zh')).toBe('设备已不存在。')
    expect(resultText({ code: 'internal', message: 'no disk' }, en, 'en')).toBe('no disk')
    expect(resultText(null, en, 'en')).toBe('')
  })
})
