const spans = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const

/** Whether a local time matches, as minutes on a clock without zone; null: it is no cron text. */
export function cronOf(text: string): ((localMs: number) => boolean) | null {
  const fields = text.split(' ').map((field, index) => fieldOf(field, spans[index] ?? [0, 0]))
  if (fields.length !== 5 || fields.some((field) => field === null)) return null
  return (localMs) => {
    const at = new Date(localMs)
    const day = at.getUTCDay()
    const [minute, hour, date, month, weekday] = fields
    return (
      has(minute, at.getUTCMinutes()) &&
      has(hour, at.getUTCHours()) &&
      has(date, at.getUTCDate()) &&
      has(month, at.getUTCMonth() + 1) &&
      (has(weekday, day) || (day === 0 && has(weekday, 7)))
    )
  }
}

const has = (field: Set<number> | null | undefined, value: number) => field?.has(value) ?? false

function fieldOf(text: string, [least, most]: readonly [number, number]): Set<number> | null {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
    if (found === null) return null
    const from = found[1] === undefined ? least : Number(found[1])
    const open = found[1] === undefined || (found[3] !== undefined && found[2] === undefined)
    const to = found[2] === undefined ? (open ? most : from) : Number(found[2])
    const step = Number(found[3] ?? 1)
    if (from < least || to > most || from > to || step < 1) return null
    for (let value = from; value <= to; value += step) values.add(value)
  }
  return values
}
