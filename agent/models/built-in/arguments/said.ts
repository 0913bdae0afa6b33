import type { Reading } from '../reading.ts'

export type Args = Record<string, unknown>

/** Keys without a value are left out: a strict schema takes no `undefined`. */
export const said = (args: Args): Args =>
  Object.fromEntries(
    Object.entries(args).filter(
      ([, value]) =>
        value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )

export const each = (ids: string[]): (string | undefined)[] => (ids.length > 0 ? ids : [undefined])

export function hoursOf(window: Reading['window']): number | undefined {
  if (window?.kind !== 'last') return undefined
  return window.count * { hour: 1, day: 24, week: 168, month: 720 }[window.unit]
}

/** Machines that are looked at one by one, within the tool calls of a turn. */
export const mostStates = 8
