import type { KpiResult, KpiRow } from '../../factory/index.ts'

/** The target of the first metric for what a row is about: its machine's, line's or site's own. */
export function targetFor({ metrics, targets, filters, sites }: KpiResult, row: KpiRow) {
  const metric = metrics[0]?.id
  const about = (dimension: 'machine' | 'line' | 'site'): string | null => {
    const [only, ...more] = filters[dimension] ?? []
    return row.keys[dimension] ?? (more.length === 0 ? (only ?? null) : null)
  }
  const site = about('site') ?? (sites.length === 1 ? (sites[0] ?? null) : null)
  const own = targets.filter(
    (one) => one.metric === metric && (site === null || one.siteId === site),
  )
  for (const scope of [about('machine'), about('line'), site]) {
    const [found, ...others] = own.filter((one) => one.scope === scope)
    // Two sites may have a line of the same name.
    if (found !== undefined && others.length === 0) return found.target
  }
  return null
}
