import type { Grain, Reading } from '../reading.ts'
import { daysBetween } from './calendar.ts'

/** The step in which a series over a window is read best. */
export function grainFor({ window }: Pick<Reading, 'window'>): Grain {
  if (window?.kind === 'named') {
    return window.name === 'today' || window.name === 'yesterday' ? 'hour' : 'day'
  }
  if (window?.kind === 'last') {
    if (window.unit === 'hour') return 'hour'
    return window.unit === 'month' && window.count > 2 ? 'week' : 'day'
  }
  if (window?.kind === 'range') {
    const days = daysBetween(window.from, window.to)
    return days > 180 ? 'month' : days > 62 ? 'week' : 'day'
  }
  return 'day'
}
