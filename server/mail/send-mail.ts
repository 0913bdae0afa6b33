import { createTransport } from 'nodemailer'
import { AppError } from '../../base/app-error.ts'
import { sha256 } from '../../base/canonical-json.ts'
import { domainOf, type MailConfig } from './settings.ts'

export type Mail = {
  to: string
  subject: string
  /** Lines of text; a mail program makes the addresses in it links. */
  text: string
  attachments: { filename: string; content: Uint8Array }[]
  /** The same mail has the same key, however often it is tried. */
  key: string
}

export type SendMail = (mail: Mail) => Promise<void>

const timeoutMs = 20_000

/**
 * Sends by SMTP. A try whose answer was lost is repeated under the same Message-ID, by which mail
 * programs know a repeat.
 *
 * @throws AppError with what the server said, for whoever looks why a report did not come
 */
export function smtpSender(config: MailConfig): SendMail {
  const { host, port, tls, login, from, domains } = config
  const transport = createTransport({
    ...{ host, port, secure: tls === 'implicit', requireTLS: tls === 'starttls' },
    ignoreTLS: tls === 'none',
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password.reveal() } }),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    // What a message says is never fetched from elsewhere.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  return async ({ key, attachments, ...mail }) => {
    if (!domains.includes(domainOf(mail.to))) {
      throw new AppError('forbidden', `No report goes to ${domainOf(mail.to)}.`, {
        field: 'mailTo',
        hint: `Addresses may be of ${domains.join(', ')}.`,
      })
    }
    const files = attachments.map(({ filename, content }) => ({
      ...{ filename, content: Buffer.from(content) },
    }))
    await transport
      .sendMail({
        ...{ ...mail, from, attachments: files },
        messageId: `<${sha256(key).slice(0, 40)}@${domainOf(from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      .catch((cause: unknown) => {
        const why = cause instanceof Error ? cause.message : String(cause)
        throw new AppError('unavailable', `The mail server did not take it: ${why.slice(0, 300)}`, {
          cause,
        })
      })
  }
}
