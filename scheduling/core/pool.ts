import { below, type Random } from '../../base/random.ts'
import type { Instance } from '../instance.ts'
import { at } from './ints.ts'
import type { Plan, State } from './state.ts'

/**
 * The best schedules of all threads, in shared memory. A member is its makespan and four numbers an
 * operation: alternative, place in time, place in order, and what it follows on its machine.
 */
export type Pool = { words: Int32Array; n: number; most: number }

export type Member = { alt: Int32Array; time: Int32Array; order: Int32Array; prev: Int32Array }

const lock = 0
const count = 1
const stopped = 2
const room = 3
const headerWords = 4
const free = 0
const taken = 1

const memberWords = (n: number) => 1 + 4 * n

/** A small pool soon comes to good schedules, a large one to better ones. */
const fewestMembers = 6
const mostMembers = 24
const growth = 1.5

export const openPool = (buffer: SharedArrayBuffer, { operations }: Instance): Pool => ({
  words: new Int32Array(buffer),
  n: operations,
  most: Math.floor((buffer.byteLength / 4 - headerWords) / memberWords(operations)),
})

export function makePool(instance: Instance): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(
    4 * (headerWords + mostMembers * memberWords(instance.operations)),
  )
  new Int32Array(buffer)[room] = fewestMembers
  return buffer
}

/** How many members there may be by now. */
export const roomOf = ({ words }: Pool): number => Atomics.load(words, room)

export const stop = ({ words }: Pool): void => void Atomics.store(words, stopped, 1)

export const isStopped = ({ words }: Pool): boolean => Atomics.load(words, stopped) === 1

const membersOf = ({ words }: Pool): number => Atomics.load(words, count)

const base = ({ n }: Pool, index: number) => headerWords + index * memberWords(n)

function viewOf(pool: Pool, index: number): Member {
  const { words, n } = pool
  const from = base(pool, index) + 1
  const part = (nth: number) => words.subarray(from + nth * n, from + (nth + 1) * n)
  return { alt: part(0), time: part(1), order: part(2), prev: part(3) }
}

/** Threads hold the lock for a copy of some numbers, so waiting means trying again. */
function locked<Of>({ words }: Pool, work: () => Of): Of {
  while (Atomics.compareExchange(words, lock, free, taken) !== free)
    Atomics.wait(words, lock, taken, 1)
  try {
    return work()
  } finally {
    Atomics.store(words, lock, free)
    Atomics.notify(words, lock, 1)
  }
}

export const makeMember = (n: number): Member => ({
  alt: new Int32Array(n),
  time: new Int32Array(n),
  order: new Int32Array(n),
  prev: new Int32Array(n),
})

/** The schedule of `state`, by the middle of the span in which each operation could start. */
export function describeState(
  { n, order, alt, end, tail, time, prev, makespan }: State,
  to: Member,
): void {
  to.alt.set(alt)
  for (let place = 0; place < n; place += 1) {
    const op = at(order, place)
    to.order[op] = place
    to.time[op] = at(end, op) - at(time, op) + makespan - at(tail, op)
    to.prev[op] = at(prev, op)
  }
}

/** Copies two different members at random; false while there are fewer. */
export function drawParents(
  pool: Pool,
  random: Random,
  [one, other]: readonly [Member, Member],
): boolean {
  return locked(pool, () => {
    const members = membersOf(pool)
    if (members < 2) return false
    const first = below(random, members)
    const second = (first + 1 + below(random, members - 1)) % members
    copy(viewOf(pool, first), one)
    copy(viewOf(pool, second), other)
    return true
  })
}

function copy(from: Member, to: Member): void {
  to.alt.set(from.alt)
  to.time.set(from.time)
  to.order.set(from.order)
  to.prev.set(from.prev)
}

/** Operations that have another alternative or another predecessor on their machine. */
function distance(a: Member, b: Member): number {
  let differing = 0
  for (let op = 0; op < a.alt.length; op += 1) {
    if (at(a.alt, op) !== at(b.alt, op) || at(a.prev, op) !== at(b.prev, op)) differing += 1
  }
  return differing
}

/** Members nearer to each other than this share of all operations count as one. */
const sameShare = 0.02

/**
 * Takes a schedule in: in place of one that is nearly the same, or of the worst.
 *
 * @returns false where it is not better than what it would replace
 */
export function admit(pool: Pool, member: Member, makespan: number): boolean {
  return locked(pool, () => {
    const { words, n } = pool
    const members = membersOf(pool)
    let [worst, twin] = [0, -1]
    for (let index = 0; index < members; index += 1) {
      if (at(words, base(pool, index)) > at(words, base(pool, worst))) worst = index
      if (distance(viewOf(pool, index), member) <= sameShare * n) twin = index
    }
    const place = twin !== -1 ? twin : members < roomOf(pool) ? members : worst
    if (place < members && at(words, base(pool, place)) <= makespan) return false
    copy(member, viewOf(pool, place))
    words[base(pool, place)] = makespan
    if (place === members) Atomics.store(words, count, members + 1)
    return true
  })
}

/** Leaves the best member alone and makes room for more, so that the search spreads again. */
export function thinOut(pool: Pool): void {
  locked(pool, () => {
    const { words, most } = pool
    const members = membersOf(pool)
    let best = 0
    for (let index = 1; index < members; index += 1) {
      if (at(words, base(pool, index)) < at(words, base(pool, best))) best = index
    }
    if (best !== 0) {
      copy(viewOf(pool, best), viewOf(pool, 0))
      words[base(pool, 0)] = at(words, base(pool, best))
    }
    Atomics.store(words, count, Math.min(1, members))
    Atomics.store(words, room, Math.min(most, Math.ceil(growth * roomOf(pool))))
  })
}

export const newPlan = (n: number): Plan => ({ order: new Int32Array(n), alt: new Int32Array(n) })
