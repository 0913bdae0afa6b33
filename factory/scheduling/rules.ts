import type { Operation, Order, Slot } from './problem.ts'

/** An operation that could be next, at the machine where it would end first. */
export type Candidate = {
  order: Order
  operation: Operation
  slot: Slot
  /** Run seconds of this and all later operations of the order. */
  remainingS: number
}

/** Averages over the whole problem that some rules scale by. */
export type RuleScale = { meanRunS: number; meanSetupS: number }

/** Urgency of a candidate; the lowest goes first. */
export type Rule = (candidate: Candidate, scale: RuleScale) => number

const slackOf = ({ order, slot, remainingS }: Candidate) =>
  order.dueS - slot.startS - slot.setupS - remainingS

/** How far ahead ATC looks, in mean run times, and how much a set-up deters it. */
const lookAhead = 2
const setupAversion = 0.2

/** Classic dispatching rules (Pinedo, Scheduling, ch. 14); `atcs` is ATC with set-ups. */
export const rules: Record<string, Rule> = {
  edd: ({ order }) => order.dueS,
  critical_ratio: ({ order, slot, remainingS }) =>
    (order.dueS - slot.startS) / Math.max(1, remainingS),
  spt: ({ slot }) => slot.endS - slot.startS,
  mwkr: ({ remainingS }) => -remainingS,
  least_setup: ({ slot }) => slot.setupS,
  atcs: (candidate, scale) => {
    const runS = Math.max(1, candidate.slot.endS - candidate.slot.startS - candidate.slot.setupS)
    const wait = Math.max(0, slackOf(candidate)) / (lookAhead * Math.max(1, scale.meanRunS))
    const setup = candidate.slot.setupS / (setupAversion * Math.max(1, scale.meanSetupS))
    // The logarithm keeps the order where the exponentials would underflow to zero.
    return wait + setup - Math.log(candidate.order.weight / runS)
  },
}
