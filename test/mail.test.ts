/** Mail of reports to a server on loopback that refuses what real ones refuse. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailConfig, secret, smtpSender } from '../server/test-channels.ts'
import { type FakeSmtp, smtpLogin, startSmtp } from './fakes/smtp.ts'

let smtp: FakeSmtp
beforeAll(async () => {
  smtp = await startSmtp()
})
afterAll(() => smtp.close())

const config = (given: Partial<MailConfig> = {}): MailConfig => ({
  ...{ host: '127.0.0.1', port: smtp.port, tls: 'none', from: 'jidoka@plant.example' },
  login: { user: smtpLogin.user, password: secret(smtpLogin.password) },
  ...{ domains: ['plant.example'], ...given },
})
const mail = {
  to: 'supervisor@plant.example',
  subject: '苏州：日报',
  text: '产量 1,204',
  key: 'm1',
}
const file = (bytes: number) => ({ filename: 'r.xlsx', content: new Uint8Array(bytes) })

test('a report arrives with its file; a repeat is the same message', async () => {
  const send = smtpSender(config())
  smtp.breakNext('lost')
  await expect(send({ ...mail, attachments: [file(20)] })).rejects.toThrow(/421/)
  await send({ ...mail, attachments: [file(20)] })
  const [first, again] = smtp.received
  expect(first?.to).toEqual(['supervisor@plant.example'])
  expect(first?.raw).toMatch(/filename=r\.xlsx/)
  expect(first?.raw).toMatch(/^Auto-Submitted: auto-generated/im)
  expect(again?.messageId).toBe(first?.messageId)
  await send({ ...mail, key: 'm2', attachments: [] })
  expect(smtp.received.at(-1)?.messageId).not.toBe(first?.messageId)
})

test('what a server refuses is said as it said it, and nothing is taken for sent', async () => {
  const before = smtp.received.length
  const none = { ...mail, attachments: [] }
  const wrong = { user: smtpLogin.user, password: secret('wrong') }
  await expect(smtpSender(config({ login: wrong }))(none)).rejects.toThrow(/535/)
  await expect(smtpSender(config({ login: null }))(none)).rejects.toThrow(/530/)
  const send = smtpSender(config())
  await expect(send({ ...none, to: 'nobody@plant.example' })).rejects.toThrow(/550/)
  await expect(send({ ...mail, attachments: [file(3_000_000)] })).rejects.toThrow(/552|size/i)
  smtp.breakNext('put_off')
  await expect(send(none)).rejects.toThrow(/451/)
  expect(smtp.received).toHaveLength(before)
  await send(none)
  expect(smtp.received).toHaveLength(before + 1)
})

test('nothing goes to another domain, nor a password over an open line where it should be sealed', async () => {
  const before = smtp.received.length
  await expect(
    smtpSender(config())({ ...mail, to: 'x@elsewhere.example', attachments: [] }),
  ).rejects.toMatchObject({ code: 'forbidden', field: 'mailTo' })
  const sealed = smtpSender(config({ tls: 'starttls' }))
  await expect(sealed({ ...mail, attachments: [] })).rejects.toThrow(/STARTTLS/i)
  const unsigned = await startSmtp({ tls: true })
  const strict = smtpSender(config({ tls: 'starttls', port: unsigned.port }))
  await expect(strict({ ...mail, attachments: [] })).rejects.toThrow(/certificate/i)
  await unsigned.close()
  expect([...smtp.received, ...unsigned.received]).toHaveLength(before)
})
