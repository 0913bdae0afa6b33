/** A turn on call. Milliseconds since 1970. */
export type Duty = {
  userId: string
  role: string
  scopeId: string
  level: number
  /** Minutes of the local day of its shift; null: at any hour. */
  shift: { startMinute: number; endMinute: number } | null
}

export type Holder = { userId: string; role: string }

export type ToRoute = {
  role: string
  /** 1: whoever is on call, 2: the second, or the supervisor, 3: the manager. */
  level: number
  /** Its place and those above it, the site last. */
  chain: readonly string[]
  /** Minute of the local day. */
  minute: number
}

/** Without a calendar everybody of the role is told, but not a crowd. */
const mostWithoutCalendar = 5

/**
 * Who is told: of those on call with the right skill, on their shift, the ones nearest to the place.
 * Without any, the role itself; then the supervisor, then the manager.
 */
export function route(
  event: ToRoute,
  { duties, holders }: { duties: readonly Duty[]; holders: readonly Holder[] },
): string[] {
  const onDuty = duties.filter(
    ({ role, level, shift }) =>
      role === event.role && level === event.level && (shift === null || within(shift, event)),
  )
  for (const place of event.chain) {
    const near = onDuty.filter(({ scopeId }) => scopeId === place)
    if (near.length > 0) return unique(near)
  }
  const roles = [[event.role, 'supervisor'], ['supervisor'], ['manager']][event.level - 1] ?? []
  for (const role of [...roles, 'supervisor', 'manager', 'admin']) {
    const all = unique(holders.filter((one) => one.role === role))
    if (all.length > 0) return all.slice(0, mostWithoutCalendar)
  }
  return []
}

const unique = (people: readonly { userId: string }[]): string[] =>
  [...new Set(people.map(({ userId }) => userId))].toSorted()

function within(
  { startMinute, endMinute }: NonNullable<Duty['shift']>,
  { minute }: ToRoute,
): boolean {
  return startMinute < endMinute
    ? minute >= startMinute && minute < endMinute
    : minute >= startMinute || minute < endMinute
}
