import { AppError } from '../../base/app-error.ts'

/** Omitted: from now on, and for good. */
export type AskedSpan = { from?: Date; until?: Date }
export type Span = { from: Date; until: Date | null }

/**
 * When a revision will be in force; null stays a draft.
 *
 * @throws AppError for a time that ends before it begins
 */
export function spanOf(asked: AskedSpan | null | undefined, now: Date): Span | null {
  if (asked === null) return null
  const { from = now, until = null } = asked ?? {}
  // What was in force yesterday is history: nothing is put in force before now.
  const start = from < now ? now : from
  if (until === null || until > start) return { from: start, until }
  throw new AppError('invalid_input', `until: ${until.toISOString()} is not after its beginning.`, {
    field: 'until',
    hint: `Say a time after ${start.toISOString()}, or leave it out.`,
  })
}
