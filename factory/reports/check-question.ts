import type { Language } from '../../base/language.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import {
  checkQuery,
  isNamed,
  type KpiQuery,
  loadAllMetrics,
  type Metric,
} from '../metrics/index.ts'
import { refused } from '../refuse.ts'

type Asking = { principal: Principal; language: Language }

/**
 * The question as it is kept: metrics by their ids, so that a later synonym changes nothing.
 *
 * @throws AppError for what could not be asked now either, with the nearest known names
 */
export async function checkQuestion(
  { db, clock }: { db: Db; clock: Clock },
  { principal, language }: Asking,
  query: KpiQuery,
): Promise<KpiQuery> {
  if (query.window.shift !== undefined) {
    const hint = 'Leave it out, or filter by shift.'
    throw refused('window.shift', 'a view that is kept holds no shift of its window', hint)
  }
  return db.tx(
    'read',
    async (tx) => {
      const checked = await checkQuery(tx, { query, now: clock(), language })
      return { ...query, metrics: query.metrics.map((typed) => idOf(typed, checked.query.metrics)) }
    },
    { principal },
  )
}

/** `设备综合效率@2` is `oee@2`. */
function idOf(typed: string, known: Metric[]): string {
  const [, name = typed, version = ''] = /^(.+?)(@\d+)$/.exec(typed.trim()) ?? []
  const found = known.find((metric) => isNamed(metric, name))
  return `${found?.id ?? name}${version}`
}

/** Metrics of a kept question that stand no more; each is told by name instead of a failed page. */
export async function lostMetrics(
  db: Db,
  principal: Principal,
): Promise<(query: KpiQuery) => string[]> {
  const standing = await db.tx('read', loadAllMetrics, { principal })
  const ids = new Set(standing.map(({ id }) => id))
  return ({ metrics }) => metrics.filter((typed) => !typed.includes('@') && !ids.has(typed))
}
