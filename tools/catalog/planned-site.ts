import type { Localized } from '../../base/language.ts'
import type { Objective, SitePlan, SiteRow } from '../../factory/index.ts'
import type { Used } from './lesson-constraints.ts'

export type PlannedSite = {
  site: SiteRow
  objective: Objective
  plan: SitePlan
  /** What was supposed of orders and people. */
  supposed: Localized[]
  dataUntil: Date | null
  lessons: Used[]
  despite: string | undefined
}
