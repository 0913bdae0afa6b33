import type { ReviewState, Standing } from './types.ts'

type Reviewed = Standing & { reviewedAt: string | null; months: number | null }

/** When a revision in force should be looked at again: so long after it came or was last looked at. */
export function reviewDueOf({ state, from, reviewedAt, months }: Reviewed): string | null {
  if (state !== 'effective' || from === null || months === null) return null
  const last = new Date(Math.max(Date.parse(from), Date.parse(reviewedAt ?? from)))
  return addMonths(last, months).toISOString()
}

/** So that there is time for it. */
const noticeDays = 30
const day_ms = 24 * 60 * 60 * 1000

/** How near a review is; null where none is due ever. */
export function reviewStateOf(due: string | null, now: Date): ReviewState | null {
  if (due === null) return null
  const days = (Date.parse(due) - now.getTime()) / day_ms
  if (days <= 0) return 'overdue'
  return days <= noticeDays ? 'soon' : 'later'
}

/** The same day of a later month, or its last day: 31 January plus a month is 28 February. */
function addMonths(from: Date, months: number): Date {
  const due = new Date(from)
  due.setUTCMonth(due.getUTCMonth() + months, 1)
  const days = new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() + 1, 0)).getUTCDate()
  due.setUTCDate(Math.min(from.getUTCDate(), days))
  return due
}
