import { ApiError } from '../app/api.ts'
import type { Language } from '../app/format.ts'
import type { Fault } from './schema.ts'

/** What the server has against a form, at the field that it names; `''` is the form as a whole. */
export function serverFault(error: Error | null, language: Language, within = ''): Fault | null {
  if (error === null) return null
  const field = error instanceof ApiError ? (error.field ?? '') : ''
  const path = field.replace(/^\$\./, '').replace(within, '')
  return { path, text: { said: serverText(error, language) } }
}

/** What the server has against a request, in the words that it has for it. */
export function serverText(error: Error, language: Language): string {
  if (!(error instanceof ApiError)) return error.message
  const { message, hint, zh } = error
  const told = language === 'zh' && zh !== undefined ? zh : { message, hint }
  return [told.message, told.hint].filter(Boolean).join(' ')
}

/** True when a field of the form carries the fault; else it stands above the buttons. */
export const hasPlace = (fault: Fault | null, names: readonly string[]): boolean =>
  fault !== null && names.includes(fault.path.split('.')[0] ?? '')
