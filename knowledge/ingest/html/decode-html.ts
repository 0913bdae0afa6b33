import { decodeText } from '../decode-text.ts'

const named = /<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{2,20})/i

/** In the encoding that the page names, where its bytes are valid in it. */
export function decodeHtml(bytes: Uint8Array, fileName: string): string {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  const encoding = named.exec(head)?.[1]
  const marked = bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0xef
  if (encoding === undefined || marked) return decodeText(bytes, fileName)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return decodeText(bytes, fileName)
  }
}
