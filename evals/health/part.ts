import type { ReportCase } from '../html-report.ts'
import type { Metrics, Target } from '../report.ts'

/** What one part of the suite found. */
export type Part = { metrics: Metrics; targets: Record<string, Target>; cases: ReportCase[] }

export const rounded = (value: number, digits = 4): number =>
  Math.round(value * 10 ** digits) / 10 ** digits
