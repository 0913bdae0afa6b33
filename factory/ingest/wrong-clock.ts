import type { StreamDefinition } from './definition.ts'
import { type Checked, refuse, shown } from './parse-rows.ts'

/** A sender's clock may be a little ahead of ours; findings tell of it. */
const toleratedMs = 5 * 60_000

/** A device that was away for months sends what it kept; one whose clock was reset sends 1970. */
const longAgoMs = 5 * 366 * 86_400_000

type Batch = { now: Date; live?: boolean | undefined }
type Wrong = { field: string; at: Date; reason: string }

/**
 * Nothing has happened yet in the future, and what comes as it happens did not happen years ago: such
 * a row comes from a wrong clock or a wrong zone. A state since 1970 would have half a million hours.
 */
export function refuseWrongClock(
  checked: Checked,
  definition: StreamDefinition,
  batch: Batch,
): Checked {
  if (definition.until === undefined) return checked
  const good: Checked['good'] = []
  const bad: Checked['bad'] = []
  for (const item of checked.good) {
    const wrong = wrongIn(item.row, definition, batch)
    if (wrong === null) good.push(item)
    else
      bad.push(
        refuse(item, [
          { field: wrong.field, value: shown(wrong.at.toISOString()), reason: wrong.reason },
        ]),
      )
  }
  return bad.length === 0 ? checked : { good, bad: [...checked.bad, ...bad] }
}

function wrongIn(
  row: Record<string, unknown>,
  { until, byDevices }: StreamDefinition,
  { now, live }: Batch,
): Wrong | null {
  const at = until?.(row)
  const ageOf = (instant: Date) => now.getTime() - instant.getTime()
  if (at !== undefined && ageOf(at) < -toleratedMs) {
    const field = Object.keys(row).find((name) => row[name] === at) ?? 'at'
    const seconds = Math.round(-ageOf(at) / 1000)
    const reason = `lies ${seconds} s in the future; is the clock or the zone of the sender wrong?`
    return { field, at, reason }
  }
  if (live !== true || byDevices !== true) return null
  for (const [field, value] of Object.entries(row)) {
    if (!(value instanceof Date) || ageOf(value) <= longAgoMs) continue
    const days = Math.round(ageOf(value) / 86_400_000)
    const reason = `lies ${days} days ago; was the clock of the sender reset? History comes in as a file`
    return { field, at: value, reason }
  }
  return null
}
