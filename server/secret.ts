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
