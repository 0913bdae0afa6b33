import { at } from '../core/ints.ts'
import type { Shop } from './shop.ts'

/**
 * How much of today's sequence each machine keeps: the longest run of its tasks that are still in the
 * order of today, by patience sorting as they are placed. What is outside of that run has moved.
 */
export type KeptSequence = {
  /** Of each length the least rank that a run ends with, machine by machine, and the longest. */
  tails: Int32Array
  length: Int32Array
  /** What each placement overwrote: where, or −1, and what. */
  placeBefore: Int32Array
  tailBefore: Int32Array
}

export const makeKeptSequence = ({ n, machines, ranked }: Shop): KeptSequence => ({
  tails: new Int32Array(at(ranked, machines)),
  ...{ length: new Int32Array(machines), placeBefore: new Int32Array(n) },
  tailBefore: new Int32Array(n),
})

export type Ranked = { machine: number; rank: number; placed: number }

/** @returns whether the longest run of the machine grew with the task that was placed on it */
export function keepRank(
  { ranked }: Shop,
  kept: KeptSequence,
  { machine, rank, placed }: Ranked,
): boolean {
  const { tails, length } = kept
  const first = at(ranked, machine)
  let [low, high] = [first, first + at(length, machine)]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(tails, middle) <= rank) low = middle + 1
    else high = middle
  }
  const grows = low === first + at(length, machine)
  kept.placeBefore[placed] = low
  kept.tailBefore[placed] = grows ? -1 : at(tails, low)
  tails[low] = rank
  if (grows) length[machine] = at(length, machine) + 1
  return grows
}

/** Takes back what `keepRank` did for the last placement. */
export function forgetRank(kept: KeptSequence, machine: number, placed: number): void {
  const tail = at(kept.tailBefore, placed)
  if (tail === -1) kept.length[machine] = at(kept.length, machine) - 1
  else kept.tails[at(kept.placeBefore, placed)] = tail
}
