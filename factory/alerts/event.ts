import type { alertFeeds, alertSeverities, alertStates } from '../../store/index.ts'

export type AlertSeverity = (typeof alertSeverities)[number]
export type AlertState = (typeof alertStates)[number]
export type AlertFeed = (typeof alertFeeds)[number]

const weights: Record<AlertSeverity, number> = { info: 0, warning: 1, critical: 2 }

export const isGraver = (one: AlertSeverity, other: AlertSeverity): boolean =>
  weights[one] > weights[other]
