import { inflateSync } from 'node:zlib'

const header = { woff: 44, sfnt: 12 }
const entry = { woff: 20, sfnt: 16 }

/**
 * A WOFF 1.0 file (W3C, 2012) as the TrueType font in it: the same tables, inflated one by one. The
 * drawing library reads no WOFF, and drops all text without a word when it is given one.
 *
 * @throws Error for a file of another kind
 */
export function fontInWoff(woff: Buffer): Uint8Array {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file')
  const count = woff.readUInt16BE(12)
  const directory = Buffer.alloc(header.sfnt + entry.sfnt * count)
  woff.copy(directory, 0, 4, 8)
  writeSearch(directory, count)
  const tables: Buffer[] = []
  let offset = directory.length
  for (let at = 0; at < count; at += 1) {
    const from = header.woff + entry.woff * at
    const to = header.sfnt + entry.sfnt * at
    const table = tableAt(woff, from)
    woff.copy(directory, to, from, from + 4)
    directory.writeUInt32BE(woff.readUInt32BE(from + 16), to + 4)
    directory.writeUInt32BE(offset, to + 8)
    directory.writeUInt32BE(table.length, to + 12)
    const padded = Buffer.alloc(Math.ceil(table.length / 4) * 4)
    table.copy(padded)
    tables.push(padded)
    offset += padded.length
  }
  return Buffer.concat([directory, ...tables])
}

function tableAt(woff: Buffer, entryAt: number): Buffer {
  const offset = woff.readUInt32BE(entryAt + 4)
  const stored = woff.readUInt32BE(entryAt + 8)
  const length = woff.readUInt32BE(entryAt + 12)
  const bytes = woff.subarray(offset, offset + stored)
  return stored < length ? inflateSync(bytes) : bytes
}

/** Numbers for a binary search over the tables, which readers still expect. */
function writeSearch(directory: Buffer, count: number): void {
  const steps = Math.floor(Math.log2(count))
  const range = 2 ** steps * entry.sfnt
  directory.writeUInt16BE(count, 4)
  directory.writeUInt16BE(range, 6)
  directory.writeUInt16BE(steps, 8)
  directory.writeUInt16BE(count * entry.sfnt - range, 10)
}
