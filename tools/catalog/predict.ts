import { halfWidth, intervalShare, type Prediction } from '../../actions/index.ts'
import type { Localized } from '../../base/language.ts'
import { hourMs } from '../../base/milliseconds.ts'
import type { ToolContext } from '../define-tool.ts'
import { changesOf, readMetric, unlessUnknown, valuesBefore } from '../measure-effect.ts'

type Expected = {
  siteId: string
  metric: string
  filters: Record<string, string[]>
  horizonHours: number
  label: Localized
  /** From the value of now and of earlier windows, newest first; null: nothing is promised. */
  expect: (now: number | null, earlier: number[]) => number | null
}

/**
 * What a metric should come to within the horizon: baseline is the window of the same length that ends
 * with the last full hour; the interval is what it changed by from window to window until now.
 */
export async function predict(
  ctx: Pick<ToolContext, 'db' | 'clock' | 'principal'>,
  expected: Expected,
): Promise<Prediction | null> {
  const { siteId, metric, filters, horizonHours, label, expect } = expected
  const to = new Date(Math.floor(ctx.clock().getTime() / hourMs) * hourMs)
  const window = { from: new Date(to.getTime() - horizonHours * hourMs), to }
  const scope = { siteId, metric, filters }
  const metricNow = await unlessUnknown(() => readMetric(ctx, scope, window))
  if (metricNow === null) return null
  const values = await valuesBefore(ctx, scope, window)
  const [before = null, ...earlier] = values
  const after = expect(before, earlier)
  if (after === null) return null
  const half = halfWidth(changesOf(values))
  const delta = before === null ? null : after - before
  return {
    ...{ ...metricNow, metric, filters, label, before, after, horizonHours },
    baseline: { from: window.from.toISOString(), to: to.toISOString() },
    interval:
      half === null || delta === null
        ? null
        : { low: delta - half, high: delta + half, share: intervalShare },
  }
}
