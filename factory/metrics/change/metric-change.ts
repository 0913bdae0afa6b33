import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import type { Outdated } from '../../../base/outdated.ts'
import type { Tx } from '../../../store/index.ts'
import { type MetricDefinition, metricDefinition } from '../definition.ts'
import { loadAllMetrics, type Metric, refuseTakenNames, storeVersion } from '../versions.ts'

/** Exactly what becomes a version: a changed or new definition, or the end of a metric. */
export const metricChange = z.strictObject({
  /** `group` for the whole group. */
  siteId: z.string(),
  action: z.enum(['change', 'retire']),
  definition: metricDefinition,
})
export type MetricChange = z.output<typeof metricChange>

/** The version that people looked at; null where the scope had none of its own. */
export const metricPreconditions = z.strictObject({ version: z.number().nullable() })
export type MetricPreconditions = z.infer<typeof metricPreconditions>

/** What the scope has of its own: a site may define a metric of the group anew. */
const ownMetric = (all: Metric[], { siteId, id }: { siteId: string; id: string }) =>
  all.find((metric) => metric.siteId === siteId && metric.id === id)

/** Names what has changed since the change was proposed; null while it can still be made. */
export async function metricStale(
  tx: Tx,
  { siteId, action, definition }: MetricChange,
  { version }: MetricPreconditions,
): Promise<Outdated | null> {
  const all = await loadAllMetrics(tx)
  const now = ownMetric(all, { siteId, id: definition.id })?.version ?? null
  if (now !== version) {
    const [was, is] = [version ?? '–', now ?? '–']
    return {
      precondition: 'metric_newest',
      before: String(was),
      after: String(is),
      zh: `${definition.id} 的版本已从 ${was} 变为 ${is}。`,
      en: `${definition.id} went from version ${was} to ${is} since.`,
    }
  }
  return action === 'retire' ? null : takenName(definition, { siteId, standing: all })
}

/** A word that another metric got in the meantime. */
function takenName(
  definition: MetricDefinition,
  scope: { siteId: string; standing: Metric[] },
): Outdated | null {
  try {
    refuseTakenNames(definition, scope)
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { message } = error
    return {
      ...{ precondition: 'metric_name_free', before: null, after: definition.id },
      ...{ zh: message, en: message },
    }
  }
}

type Execution = { actionId: string; now: Date }

/** Adds the version. Runs only inside the execution of the approved action. */
export async function changeMetric(
  tx: Tx,
  { siteId, action, definition }: MetricChange,
  { actionId, now }: Execution,
): Promise<{ metric: string; version: number; status: string }> {
  const status = action === 'retire' ? 'retired' : 'approved'
  const { version } = await storeVersion(tx, { siteId, definition, status, actionId, at: now })
  return { metric: definition.id, version, status }
}
