import { crc32, deflateSync } from 'node:zlib'

/** Pixels from the top left, one byte for each of 1 (grey), 3 (RGB) or 4 (RGBA) channels. */
export type Pixels = { width: number; height: number; channels: 1 | 3 | 4; data: Uint8Array }

const colourTypes = { 1: 0, 3: 2, 4: 6 } as const

/** A PNG file (W3C PNG, third edition), packed fast rather than small. */
export function pngOf({ width, height, channels, data }: Pixels): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, colourTypes[channels], 0, 0, 0], 8)
  const line = width * channels
  const lines = Buffer.alloc((line + 1) * height)
  for (let row = 0; row < height; row++) {
    lines.set(data.subarray(row * line, (row + 1) * line), row * (line + 1) + 1)
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    part('IHDR', header),
    part('IDAT', deflateSync(lines, { level: 1 })),
    part('IEND', Buffer.alloc(0)),
  ])
}

function part(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}
