/** Office files of before 2007, and newer ones with a password, lie in a compound file ([MS-CFB]). */
export const compoundMark = '\xd0\xcf\x11\xe0'
export const compoundBytes = 512
const packageName = Buffer.from('EncryptedPackage', 'utf16le')

type BytesAt = (from: number, most: number) => Promise<Uint8Array> | Uint8Array

/** It names its parts in the sector that its header points at ([MS-CFB] 2.2). */
export async function hasPassword(header: Buffer, bytesAt: BytesAt): Promise<boolean> {
  if (header.length < compoundBytes) return false
  const sectorBytes = 2 ** Math.min(header.readUInt16LE(30), 12)
  const from = (header.readUInt32LE(48) + 1) * sectorBytes
  return Buffer.from(await bytesAt(from, sectorBytes)).includes(packageName)
}
