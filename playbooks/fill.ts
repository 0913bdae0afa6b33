import { AppError } from '../base/app-error.ts'

type Fields = Record<string, string | number>

/**
 * Arguments with `${name}` filled in. A text that is nothing but one name becomes that value, so that
 * numbers stay numbers.
 *
 * @throws AppError `invalid_input` for a name that the trigger does not give
 */
export function fill<Value>(value: Value, fields: Fields): Value {
  if (typeof value === 'string') return fillText(value, fields) as Value
  if (Array.isArray(value)) return value.map((one) => fill(one, fields)) as Value
  if (typeof value !== 'object' || value === null) return value
  const filled = Object.entries(value).map(([key, one]) => [key, fill(one, fields)])
  return Object.fromEntries(filled) as Value
}

function fillText(text: string, fields: Fields): string | number {
  const whole = /^\$\{(\w+)\}$/.exec(text)
  if (whole !== null) return valueFor(whole[1] ?? '', fields)
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => String(valueFor(name, fields)))
}

function valueFor(name: string, fields: Fields): string | number {
  const value = fields[name]
  if (value !== undefined) return value
  throw new AppError('invalid_input', `\${${name}} is not known here`, {
    hint: `This trigger gives ${Object.keys(fields)
      .map((key) => `\${${key}}`)
      .join(', ')}.`,
  })
}
