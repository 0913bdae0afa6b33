/** Vectors by id, as the store has them: numbers with commas between. */
export type StoredVector = { id: number; numbers: string }

export type Asked = {
  /** Only these are compared. */
  ids: number[]
  vector: Float32Array
  limit: number
  /** When whoever waits has waited long enough; the next call goes on. */
  until: AbortSignal
  read: (ids: number[]) => Promise<StoredVector[]>
}

export type Nearest =
  | { kind: 'nearest'; ids: number[] }
  | { kind: 'reading'; read: number }
  | { kind: 'too_many'; most: number }

/** Vectors that this process holds: comparing is exact, and no statement carries one twice. */
export type VectorMemory = { nearest: (asked: Asked) => Promise<Nearest> }

const defaultMostBytes = 256 * 1024 * 1024
const readAtOnce = 500

export function makeVectorMemory(mostBytes = defaultMostBytes): VectorMemory {
  const held = new Map<number, Float32Array>()
  return {
    nearest: async ({ ids, vector, limit, until, read }) => {
      const most = Math.floor(mostBytes / vector.byteLength)
      if (ids.length > most) return { kind: 'too_many', most }
      const missing = ids.filter((id) => held.get(id)?.length !== vector.length)
      if (held.size + missing.length > most) forgetOthers(held, ids)
      for (let at = 0; at < missing.length; at += readAtOnce) {
        if (until.aborted) return { kind: 'reading', read: ids.length - missing.length + at }
        keep(held, await read(missing.slice(at, at + readAtOnce)))
      }
      return { kind: 'nearest', ids: bestOf(held, { ids, vector, limit }) }
    },
  }
}

function forgetOthers(held: Map<number, Float32Array>, ids: number[]): void {
  const wanted = new Set(ids)
  for (const id of held.keys()) if (!wanted.has(id)) held.delete(id)
}

/** JSON reads numbers ten times faster than a driver reads an array. */
function keep(held: Map<number, Float32Array>, rows: StoredVector[]): void {
  for (const { id, numbers } of rows) {
    held.set(id, Float32Array.from(JSON.parse(`[${numbers}]`) as number[]))
  }
}

function bestOf(
  held: Map<number, Float32Array>,
  { ids, vector, limit }: Pick<Asked, 'ids' | 'vector' | 'limit'>,
): number[] {
  const scored = ids.flatMap((id) => {
    const other = held.get(id)
    return other?.length === vector.length ? [{ id, score: dot(other, vector) }] : []
  })
  return scored
    .toSorted((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, limit)
    .map(({ id }) => id)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
