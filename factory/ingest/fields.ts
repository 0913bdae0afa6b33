/** Field kinds of stream rows: what the database would refuse for a whole batch is refused here for one row. */
import { z } from 'zod'
import { isStorable } from '../../base/storable.ts'

const notStorable = 'has characters that cannot be stored'

/** A name by which rows find each other: machine, product, order … */
export const id = z.string().min(1).max(200).refine(isStorable, notStorable)

export const text = z.string().max(20_000).refine(isStorable, notStorable)

export const aliases = z.array(text).default([])

export const names = { nameZh: text.min(1), nameEn: text.min(1) }

export const sourceKey = id.optional()

export const pieces = z.int32().nonnegative()

/** Nothing that is measured is more, and sums and squares of it are still numbers to the database. */
const most = 1e30

export const real = z.number().min(-most).max(most)

export const amount = real.nonnegative()

/** An ISO date, of the calendar of the plant. */
export const day = z.iso.date()

const isoStart = /^\d{4}-\d{2}-\d{2}/
const withZone = /[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/i

/** A `Date`, or ISO 8601 text with `Z` or an offset. Years 1900 to 2099: all else is a typing error. */
export const instant = z.custom<Date | string>().transform((value, context): Date => {
  const problem = instantProblem(value)
  if (problem === null) return new Date(value)
  context.addIssue({ code: 'custom', message: problem, input: value })
  return z.NEVER
})

function instantProblem(value: unknown): string | null {
  if (value === undefined || value === null) return 'is missing'
  if (!(value instanceof Date || (typeof value === 'string' && isoStart.test(value)))) {
    return 'must be an ISO 8601 instant'
  }
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return 'must be an ISO 8601 instant'
  if (typeof value === 'string' && !withZone.test(value)) return 'needs Z or an offset at its end'
  const year = at.getUTCFullYear()
  return year < 1900 || year > 2099 ? 'is not between the years 1900 and 2099' : null
}

/** An IANA zone that this machine knows. */
export const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}, 'must be an IANA time zone such as Asia/Shanghai')
