import { AppError } from '../base/app-error.ts'
import { nearest } from '../base/near.ts'

const mostListed = 20

/** A value that nobody knows: names the field, the value, the nearest known ones and the fix. */
export function unknownValue(field: string, typed: string, known: string[]): AppError {
  const near = nearest(shorten(typed), known)
  const listed = known.slice(0, mostListed).join(', ')
  const all = known.length > mostListed ? `${listed}, … (${known.length} in all)` : listed
  const hint = [
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '',
    known.length > 0 ? `Known: ${all}.` : 'None is known here.',
  ]
  return refused(field, `"${shorten(typed)}" is not known`, hint.filter(Boolean).join(' '))
}

/** An input that cannot be served, with the way out. */
export function refused(field: string, what: string, hint: string): AppError {
  return new AppError('invalid_input', `${field}: ${what}.`, { field, hint })
}

/** What a stranger typed is shown back in part only. */
export const shorten = (typed: string): string =>
  typed.length > 80 ? `${typed.slice(0, 80)}…` : typed
