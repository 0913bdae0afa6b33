/**
 * The plan page.
 *
 * GET /api/plan/:siteId                       → Plan, the current schedule
 * GET /api/plan/:siteId/xlsx?language=zh|en   its operations, and what has no place, as a file
 * POST /api/plan/:siteId/trial    PlanChange            → PlanTrial; nothing is kept
 * POST /api/plan/:siteId/changes  PlanChange with a key → PlanChangeReply, a proposal that waits for approval
 */
import type { MovedOperation } from '../../actions/index.ts'
import type { Indicators, PublishedPlan } from '../../factory/index.ts'
import type { Sent } from './board-contract.ts'

export type Plan = { siteId: string; now: string; zone: string } & Sent<PublishedPlan>

/** An operation where a person puts it: on a machine, not before an instant. */
export type PlanPlacement = { order: string; seq: number; machine: string; start: string }

export type PlanChange = {
  language: 'zh' | 'en'
  placements: PlanPlacement[]
  /** Of this change as it was made: sent twice, it is one proposal. */
  key?: string
}

/** What the current sequence with these placements comes to, as the checker let it pass. */
export type PlanTrial = {
  before: Indicators
  after: Indicators
  moved: MovedOperation[]
  /** Of these, on another machine or in another place of the sequence. */
  resequenced: number
}

export type PlanChangeReply = { siteId: string; id: string | null }
