import type { Db } from '../../store/index.ts'
import type { ReportCase } from '../html-report.ts'
import type { Metrics, Target } from '../report.ts'

export type Measures = {
  cases: ReportCase[]
  metrics: Metrics
  targets: Record<string, Target>
}

/** Scenarios of one publisher, on an empty store of their own. */
export type Part = {
  /** Without all of these it measures nothing. */
  files: string[]
  measure: (db: Db) => Promise<Measures>
}
