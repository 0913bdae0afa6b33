import { createHmac } from 'node:crypto'
import type { Secret } from '../secret.ts'

export const signatureHeader = 'jidoka-signature'

/**
 * `t=SECONDS,v1=HEX`: HMAC-SHA256 over the time, a dot and the body, so that neither can be
 * exchanged; see docs/connectors.md for the other side.
 */
export function signatureOf(secret: Secret, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const digest = createHmac('sha256', secret.reveal()).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${digest}`
}
