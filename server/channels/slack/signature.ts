import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../../secret.ts'

const windowSeconds = 300

type Signed = { timestamp: string | undefined; signature: string | undefined; body: string }

/**
 * Whether Slack signed these bytes within the last five minutes, early ones included
 * (docs.slack.dev, "Verifying requests from Slack"). @returns what is wrong, or null
 */
export function signatureFault(secret: Secret, signed: Signed, now: Date): string | null {
  const { timestamp = '', signature = '', body } = signed
  if (!/^\d{1,12}$/.test(timestamp) || signature === '') return 'not_signed'
  const skew = Math.abs(now.getTime() / 1000 - Number(timestamp))
  if (skew > windowSeconds) return 'old_timestamp'
  const right = createHmac('sha256', secret.reveal())
    .update(`v0:${timestamp}:${body}`)
    .digest('hex')
  const [given, wanted] = [Buffer.from(signature), Buffer.from(`v0=${right}`)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
    ? null
    : 'forged_signature'
}
