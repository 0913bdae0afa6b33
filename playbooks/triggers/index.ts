import { dayMs, minuteMs } from '../../base/milliseconds.ts'
import { findSite, zoneOf } from '../../factory/index.ts'
import type { PlaybookDeps } from '../deps.ts'
import type { Playbook, TriggerEvent } from '../playbook.ts'
import { alertEvents } from './alert-events.ts'
import { cronOf } from './cron.ts'
import { crossings } from './crossings.ts'
import { alarmEvents, stateEvents } from './machine-events.ts'
import { metricPoints, signalPoints } from './series.ts'

type Window = { from: Date; to: Date }

/** What the trigger of a playbook sees within a window, oldest first; the same for every look. */
export async function eventsOf(
  deps: PlaybookDeps,
  { site, trigger }: Playbook,
  { from, to }: Window,
): Promise<TriggerEvent[]> {
  const reading = { principal: deps.principal, signal: deps.signal }
  const row = await deps.db.tx('read', (tx) => findSite(tx, site), reading)
  const looking = { siteId: row.siteId, from, to }
  const zone = zoneOf(row.zone)
  const inside = (events: TriggerEvent[]) =>
    events
      .filter(({ at }) => at >= from && at < to)
      .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1))
  switch (trigger.kind) {
    case 'state':
      return inside(await deps.db.tx('read', (tx) => stateEvents(tx, looking, trigger), reading))
    case 'alarm':
      return inside(await deps.db.tx('read', (tx) => alarmEvents(tx, looking, trigger), reading))
    case 'alert':
      return inside(await deps.db.tx('read', (tx) => alertEvents(tx, looking, trigger), reading))
    case 'schedule':
      return scheduleEvents(trigger.cron, { from, to, aheadMs: zone.aheadMs })
    case 'signal':
    case 'metric': {
      // The days before tell what is usual, and whether the limit was crossed or had been.
      const backMs =
        (trigger.aboveUsual === undefined ? backDays(trigger.every) : trigger.usualDays + 8) * dayMs
      const wide = { ...looking, from: new Date(from.getTime() - backMs), zone }
      const points =
        trigger.kind === 'signal'
          ? await signalPoints(deps, wide, trigger)
          : await metricPoints(deps, wide, trigger)
      return inside(crossings(points, trigger))
    }
  }
}

/** Two buckets before the window: whether a limit was crossed, or had been. */
const backDays = (every: 'hour' | 'day' | 'week' | 'month') =>
  ({ hour: 2, day: 8, week: 15, month: 63 })[every]

function scheduleEvents(
  cron: string,
  { from, to, aheadMs }: Window & { aheadMs: (at: number) => number },
): TriggerEvent[] {
  const matches = cronOf(cron) ?? (() => false)
  const events: TriggerEvent[] = []
  for (
    let at = Math.ceil(from.getTime() / minuteMs) * minuteMs;
    at < to.getTime();
    at += minuteMs
  ) {
    if (!matches(at + aheadMs(at))) continue
    const when = new Date(at)
    events.push({
      key: `schedule|${when.toISOString()}`,
      at: when,
      subject: 'schedule',
      fields: {},
    })
  }
  return events
}
