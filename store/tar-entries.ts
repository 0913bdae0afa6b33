/** A file of an archive, or a folder where its content is null. */
export type TarEntry = { path: string; content: Uint8Array | null }

const block = 512
const folderType = '5'.charCodeAt(0)

/**
 * What an uncompressed tar of a data folder holds: names of at most 100 bytes (POSIX.1-1988, ustar).
 * The contents are parts of `tar`.
 */
export function* tarEntries(tar: Buffer): Generator<TarEntry> {
  const textAt = (from: number, length: number) =>
    tar.toString('latin1', from, from + length).replace(/\0.*$/s, '')
  for (let at = 0; at < tar.length && tar[at] !== 0; ) {
    const path = textAt(at, 100).replace(/\/$/, '')
    const size = Number.parseInt(textAt(at + 124, 12), 8)
    const from = at + block
    const isFolder = tar[at + 156] === folderType
    yield { path, content: isFolder ? null : tar.subarray(from, from + size) }
    at = from + Math.ceil(size / block) * block
  }
}
