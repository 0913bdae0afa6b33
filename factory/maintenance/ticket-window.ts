import { dayMs } from '../../base/milliseconds.ts'
import { addMonths, zoneOf } from '../metrics/zone.ts'
import { parseInstant } from '../parse-instant.ts'
import { refused, shorten } from '../refuse.ts'

type Bounds = { from: string | undefined; to: string | undefined; zone: string }

/** `from` included, `to` excluded; null is open. */
export function ticketWindow({ from, to, zone: id }: Bounds): {
  from: Date | null
  to: Date | null
} {
  const zone = zoneOf(id)
  const window = {
    from: from === undefined ? null : parseInstant({ field: 'from', typed: from, zone }),
    to: to === undefined ? null : parseInstant({ field: 'to', typed: to, zone }),
  }
  if (window.from && window.to && window.to <= window.from) {
    const hint = `"to" is excluded: for all of ${from}, give to as ${followingOf(from ?? '')}.`
    throw refused('to', `"${shorten(to ?? '')}" is not after from`, hint)
  }
  return window
}

const dateText = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** The next year, month or day. */
function followingOf(typed: string): string {
  const [, year, month, day] = dateText.exec(typed) ?? []
  if (year === undefined) return 'a later instant'
  if (month === undefined) return String(Number(year) + 1)
  const local = Date.parse(`${year}-${month}-${day ?? '01'}T00:00:00Z`)
  const next = day === undefined ? addMonths(local, 1) : local + dayMs
  return new Date(next).toISOString().slice(0, day === undefined ? 7 : 10)
}
