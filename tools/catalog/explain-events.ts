import type { Explanation } from '../../factory/index.ts'

type EventRow = Record<string, string | number | null>

/** What happened in the window, as rows that a model reads; kinds without any are left out. */
export function eventRows({ events, names }: Explanation): Record<string, EventRow[]> {
  const { stops, alarms, tickets, schedules, definitions, counts } = events
  const rows: Record<string, EventRow[]> = {
    counts: [counts],
    stops: stops.map(({ at, minutes, reason, ...stop }) => ({
      ...stop,
      at: at.toISOString(),
      minutes: Math.round(minutes * 10) / 10,
      reason: reason === null ? null : (names.reason?.[reason] ?? reason),
    })),
    alarms,
    tickets: tickets.map(({ at, ...ticket }) => ({ ...ticket, at: at.toISOString() })),
    schedules: schedules.map(({ at, ...schedule }) => ({ ...schedule, at: at.toISOString() })),
    definitions: definitions.map(({ at, version }) => ({ version, at: at.toISOString() })),
  }
  return Object.fromEntries(Object.entries(rows).filter(([, list]) => list.length > 0))
}
