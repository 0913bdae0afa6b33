import { documentFault } from './document-fault.ts'

/** Where so many of the lines with more than ASCII read as UTF-8, the others are the odd ones. */
const mixedShare = 0.2

/**
 * UTF-8, UTF-16 with its mark, GB 18030 (older Chinese files), or lines of several of them, as come
 * from files that were glued together.
 *
 * @throws AppError for bytes that are no text in any of them
 */
export function decodeText(bytes: Uint8Array, fileName: string): string {
  for (const text of decodings(bytes)) {
    if (text !== null && !looksBinary(text)) return text.replace(/^\uFEFF/, '')
  }
  throw documentFault('binary', { name: fileName })
}

function* decodings(bytes: Uint8Array): Generator<string | null> {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) yield decode(bytes, 'utf-16le')
  else if (first === 0xfe && second === 0xff) yield decode(bytes, 'utf-16be')
  else {
    yield decode(bytes, 'utf-8')
    yield lineByLine(bytes)
  }
}

function lineByLine(bytes: Uint8Array): string | null {
  const lines = linesOf(bytes).map((line) => ({ line, utf8: decode(line, 'utf-8') }))
  const beyond = lines.filter(({ line }) => line.some((byte) => byte > 0x7f))
  const isMixed = beyond.filter(({ utf8 }) => utf8 !== null).length >= mixedShare * beyond.length
  const whole = isMixed ? null : decode(bytes, 'gb18030')
  if (whole !== null) return whole
  const read = lines.map(
    ({ line, utf8 }) => utf8 ?? decode(line, 'gb18030') ?? decode(line, 'windows-1252'),
  )
  return read.includes(null) ? null : read.join('')
}

/** With their ends; a zero byte is never part of a line of text. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from)
    const to = end === -1 ? bytes.length : end + 1
    lines.push(bytes.subarray(from, to))
    from = to
  }
  return lines
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function looksBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)
}
