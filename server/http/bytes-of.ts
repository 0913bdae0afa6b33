import type { Context } from 'hono'
import type { AppError } from '../../base/app-error.ts'

type Limit = { most: number; refuse: (most: number) => AppError }

/** The body of a request, held whole; what is longer is refused before it is all there. */
export async function bytesOf(c: Context, { most, refuse }: Limit): Promise<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > most) throw refuse(most)
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of c.req.raw.body ?? []) {
    size += piece.byteLength
    if (size > most) throw refuse(most)
    pieces.push(piece)
  }
  return Buffer.concat(pieces, size)
}
