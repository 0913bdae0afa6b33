import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'

/** A value that no log line, JSON reply or error can show by accident. */
export type Secret = {
  reveal: () => string
  toJSON: () => string
  toString: () => string
}

const shown = '[secret]'

export function secret(value: string): Secret {
  const hidden = {
    reveal: () => value,
    toJSON: () => shown,
    toString: () => shown,
  }
  return Object.defineProperty(hidden, inspect.custom, { value: () => shown })
}

/** What somebody is given once to show again, 256 bits; the prefix says what it opens. */
export const newCredential = (prefix: string): string =>
  `${prefix}_${randomBytes(32).toString('base64url')}`
