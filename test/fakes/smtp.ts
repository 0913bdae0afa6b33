/**
 * A mail server on loopback, as RFC 5321 has it: it refuses a wrong login, an unknown recipient, what
 * is too large, and for a while whoever it was told to put off (grey-listing).
 */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type ReceivedMail = { to: string[]; raw: string; messageId: string }
export type FakeSmtp = Awaited<ReturnType<typeof startSmtp>>

export const smtpLogin = { user: 'reports', password: 'password-of-the-fake' }
const mostBytes = 2 * 1024 * 1024

const refusal = (code: number, text: string) =>
  Object.assign(new Error(text), { responseCode: code })

/** `tls`: offers STARTTLS, with a certificate that nobody signed. */
export async function startSmtp({ tls = false }: { tls?: boolean } = {}) {
  const received: ReceivedMail[] = []
  /** What the next messages come to, after all of each was sent. */
  const next: ('put_off' | 'lost')[] = []
  const server = new SMTPServer({
    ...{ size: mostBytes, disabledCommands: tls ? [] : ['STARTTLS'], allowInsecureAuth: !tls },
    onAuth: ({ username, password }, _, done) =>
      username === smtpLogin.user && password === smtpLogin.password
        ? done(null, { user: username })
        : done(refusal(535, '5.7.8 Authentication credentials invalid')),
    onRcptTo: ({ address }, _, done) =>
      address.startsWith('nobody') ? done(refusal(550, '5.1.1 No such user here')) : done(),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refusal(552, '5.3.4 Message too big'))
        const fault = next.shift()
        if (fault === 'put_off') return done(refusal(451, '4.7.1 Greylisted, try again later'))
        const raw = Buffer.concat(parts).toString('utf8')
        const messageId = /^Message-ID: (.+)$/im.exec(raw)?.[1] ?? ''
        received.push({ to: envelope.rcptTo.map(({ address }) => address), raw, messageId })
        if (fault === 'lost') return done(refusal(421, '4.3.0 Closing the connection'))
        done()
      })
    },
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    breakNext: (...faults: typeof next) => next.push(...faults),
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}
