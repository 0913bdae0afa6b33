import { describeError } from '../base/app-error.ts'
import { sitesOf } from '../base/principal.ts'
import { type DueReport, dueReports, tellReport } from '../factory/index.ts'
import { principalOf } from './auth/index.ts'
import type { ServerDeps } from './deps.ts'
import { sayReport } from './say-report.ts'
import { readReportHead } from './site-report.ts'

/**
 * Tells each subscriber of the newest report, with figures that they may see. Once a report and
 * person: the store knows the message by both. Whoever has lost the site is told nothing.
 */
export async function tellReports(
  deps: ServerDeps,
  signal: AbortSignal,
): Promise<{ told: number; broken: string[] }> {
  const round = { told: 0, broken: [] as string[] }
  for (const due of await dueReports(deps.db, deps.clock())) {
    if (signal.aborted) break
    try {
      if (await tellOne(deps, due)) round.told += 1
    } catch (error) {
      round.broken.push(`${due.period.siteId} ${due.period.key}: ${describeError(error).message}`)
    }
  }
  return round
}

async function tellOne(deps: ServerDeps, due: DueReport): Promise<boolean> {
  const principal = await principalOf(deps.db, due.forUser)
  if (principal === null || !sitesOf(principal).includes(due.period.siteId)) return false
  const asking = { principal, language: principal.language }
  const head = await readReportHead(deps, asking, due.period)
  return tellReport(deps.db, due, { ...sayReport(due, head), now: deps.clock() })
}
