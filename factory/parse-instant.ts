import { fromLocal, type Zone } from './metrics/zone.ts'
import { refused, shorten } from './refuse.ts'

type Typed = { field: string; typed: string; zone: Zone }

const form =
  /^(\d{4}(?:-\d{2}){0,2})(?:(?<=-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/

/** All else is a typing error, and the furthest are beyond what a database holds. */
const years = { from: 1900, to: 3000 }

/**
 * The instant that is meant: a year, month or day stands for its first moment at the plant, a time
 * without offset is the plant's.
 *
 * @throws AppError naming the field, the value and the forms that are understood
 */
export function parseInstant({ field, typed, zone }: Typed): Date {
  const [, date = '', time = 'T00:00', offset = ''] = form.exec(typed) ?? []
  const day = `${date}-01-01`.slice(0, 10)
  const midnight = Date.parse(`${day}T00:00Z`)
  const at = Date.parse(`${day}${time}${offset || 'Z'}`)
  // Date.parse takes 30 February for 2 March.
  const real = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day)
  const year = Number(day.slice(0, 4))
  if (real && (year < years.from || year > years.to)) {
    const hint = `Give a time in the years ${years.from} to ${years.to}, or leave it out.`
    throw refused(field, `"${shorten(typed)}" is too far away`, hint)
  }
  if (real && !Number.isNaN(at)) return offset === '' ? fromLocal(at, zone) : new Date(at)
  const hint =
    'Write 2016, 2016-03, 2016-03-31, 2016-03-31T08:00 (plant time) or 2016-03-31T08:00+08:00.'
  throw refused(field, `"${shorten(typed)}" is no date`, hint)
}
