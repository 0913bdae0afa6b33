/** An operation that is to be planned. */
export type Task = { order: number; index: number }

/** Gives each name a number from 1 on; 0 is no name. */
export function makeNumbering() {
  const known = new Map<string, number>()
  const of = (name: string): number => {
    const number = known.get(name) ?? known.size + 1
    known.set(name, number)
    return number
  }
  return { of, size: () => known.size }
}
export type Numbering = ReturnType<typeof makeNumbering>

/** Many lists as one: where each begins, and all elements. */
export function flatten<Of>(lists: Of[][]): { first: Int32Array; all: Of[] } {
  const first = new Int32Array(lists.length + 1)
  for (const [index, list] of lists.entries()) first[index + 1] = (first[index] ?? 0) + list.length
  return { first, all: lists.flat() }
}
