/**
 * The plan page.
 *
 * GET /api/plan/:siteId                       → Plan, the current schedule
 * GET /api/plan/:siteId/xlsx?language=zh|en   its operations, and what has no place, as a file
 */
import type { PublishedPlan } from '../../factory/index.ts'
import type { Sent } from './board-contract.ts'

export type Plan = { siteId: string; now: string; zone: string } & Sent<PublishedPlan>
