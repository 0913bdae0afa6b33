import { dayMs } from '../../base/milliseconds.ts'
import { daysOf, rules } from './rules.ts'
import type { Course } from './sensor-input.ts'
import { type Trend, theilSen, timeToLimit } from './trend.ts'

export type NoOutlook = 'too_few_hours' | 'no_trend' | 'no_limit' | 'away_from_limit' | 'too_far'

/** Where a sensor goes if it goes on as in the window; slope a day, times in days after its newest hour. */
export type Outlook = {
  trend: Trend | null
  limit: number | null
  days: number | null
  daysLow: number | null
  /** Null beside a number: the flat end of the interval never gets there. */
  daysHigh: number | null
  nullReason: NoOutlook | null
}

type Limits = { lowLimit: number | null; highLimit: number | null }

/** An extrapolation of a straight line: it knows nothing of what makes the sensor drift. */
export function outlookOf({ hours, values }: Course, sigma: number, limits: Limits): Outlook {
  const none = { limit: null, days: null, daysLow: null, daysHigh: null }
  const enough = hours.length >= rules.leastTrendHours && daysOf(hours) >= rules.leastTrendDays
  const times = hours.map((hour) => hour / dayMs - (hours[0] ?? 0) / dayMs)
  const trend = enough ? theilSen(times, values) : null
  if (trend === null) return { ...none, trend, nullReason: 'too_few_hours' }
  const span = times.at(-1) ?? 0
  const isDrift =
    trend.p <= rules.driftP && Math.abs(trend.slope * span) >= rules.driftSigmas * sigma
  if (!isDrift) return { ...none, trend: null, nullReason: 'no_trend' }
  const [ahead, behind] =
    trend.slope > 0 ? [limits.highLimit, limits.lowLimit] : [limits.lowLimit, limits.highLimit]
  if (ahead === null) {
    return { ...none, trend, nullReason: behind === null ? 'no_limit' : 'away_from_limit' }
  }
  const reached = timeToLimit(trend, ahead)
  if (reached === null || reached.low > rules.reachOfTrend * span) {
    return { ...none, trend, limit: ahead, nullReason: 'too_far' }
  }
  const { time: days, low: daysLow, high: daysHigh } = reached
  return { trend, limit: ahead, days, daysLow, daysHigh, nullReason: null }
}
