import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { Secret } from '../../secret.ts'

/**
 * The envelope of callbacks of WeCom (developer.work.weixin.qq.com, 加解密方案说明): AES-256-CBC, the
 * first half of the key as IV, PKCS#7 to 32 bytes, around 16 random bytes, a length and the receiver.
 */
export type Keys = { token: Secret; aesKey: Secret; corpId: string }

export type Sealed = { signature: string; timestamp: string; nonce: string; encrypted: string }

export type Opened = { kind: 'opened'; text: string } | { kind: 'refused'; why: string }

const windowSeconds = 600
const block = 32

/** Verifies before it decrypts, in constant time. */
export function openSealed(keys: Keys, sealed: Sealed, now: Date): Opened {
  const { signature, timestamp, nonce, encrypted } = sealed
  if (!/^\d{1,12}$/.test(timestamp)) return refused('not_signed')
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > windowSeconds) {
    return refused('old_timestamp')
  }
  const right = Buffer.from(signatureOf(keys, { timestamp, nonce, encrypted }))
  const given = Buffer.from(signature)
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    return refused('forged_signature')
  }
  return decrypted(keys, encrypted)
}

const refused = (why: string) => ({ kind: 'refused', why }) as const

export const signatureOf = (
  { token }: Pick<Keys, 'token'>,
  { timestamp, nonce, encrypted }: Omit<Sealed, 'signature'>,
): string =>
  createHash('sha1')
    .update([token.reveal(), timestamp, nonce, encrypted].sort().join(''))
    .digest('hex')

const keyOf = ({ aesKey }: Pick<Keys, 'aesKey'>) => Buffer.from(`${aesKey.reveal()}=`, 'base64')

function decrypted(keys: Keys, encrypted: string): Opened {
  const key = keyOf(keys)
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % 16 !== 0) return refused('not_encrypted')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const pad = padded.at(-1) ?? 0
  const padding = padded.subarray(padded.length - pad)
  if (pad < 1 || pad > block || padding.some((byte) => byte !== pad)) return refused('bad_padding')
  const content = padded.subarray(16, padded.length - pad)
  const length = content.length < 4 ? -1 : content.readUInt32BE(0)
  if (length < 0 || length > content.length - 4) return refused('bad_length')
  const receiver = content.subarray(4 + length).toString('utf8')
  if (receiver !== keys.corpId) return refused('wrong_corp')
  return { kind: 'opened', text: content.subarray(4, 4 + length).toString('utf8') }
}

/** The other direction: for replies, and for whoever plays WeCom. */
export function encryptFor(keys: Omit<Keys, 'token'>, text: string): string {
  const key = keyOf(keys)
  const words = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(words.length)
  const content = Buffer.concat([randomBytes(16), length, words, Buffer.from(keys.corpId)])
  const pad = block - (content.length % block)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([content, Buffer.alloc(pad, pad)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}
