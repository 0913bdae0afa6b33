import { describeError } from '../base/app-error.ts'
import { sitesOf } from '../base/principal.ts'
import { type DueReport, dueReports, readView, tellReport } from '../factory/index.ts'
import { principalOf } from './auth/index.ts'
import type { ServerDeps } from './deps.ts'
import { kpiReplyOf } from './http/kpi.ts'
import { runForPage } from './http/run-for-page.ts'
import type { BoardAsking } from './plant-board.ts'
import { sayQuestion } from './say-question.ts'
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
  const said =
    due.viewId === null ? await saySite(deps, asking, due) : await sayView(deps, asking, due)
  return said !== null && tellReport(deps.db, due, { ...said, now: deps.clock() })
}

async function saySite(deps: ServerDeps, asking: BoardAsking, due: DueReport) {
  const { siteId, kind, key } = due.period
  const page = `/reports/${[siteId, kind, key].map(encodeURIComponent).join('/')}`
  return { ...sayReport(due, await readReportHead(deps, asking, due.period)), page }
}

/** A saved question, asked at the end of the period; null: its reader sees it no more. */
async function sayView(deps: ServerDeps, asking: BoardAsking, { period, viewId }: DueReport) {
  const { principal } = asking
  const wanted = { siteId: period.siteId, id: viewId ?? '' }
  const view = await deps.db.tx('report', (tx) => readView(tx, wanted), { principal })
  if (view === null) return null
  // What it calls today is the day that ends.
  const clock = () => new Date(period.to.getTime() - 1)
  const found = await runForPage({ ...deps, clock }, asking, {
    tool: 'query_kpi',
    args: view.query,
  })
  const page = `/metrics/explore?view=${encodeURIComponent(`${view.siteId}/${view.id}`)}`
  return { ...sayQuestion(view.name, kpiReplyOf(found), period), page }
}
