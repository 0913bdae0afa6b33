import { minuteMs } from '../../base/milliseconds.ts'
import { type Advanced, advance, type Point } from './advance.ts'
import type { AlertFeed } from './event.ts'
import type { StandingRule } from './read-rules.ts'
import type { Watch } from './series.ts'

/** One watch, judged as far as its data go. */
export type Finding = { watch: Watch; rule: StandingRule; found: Advanced; points: Point[] }

/** Data came for a watch. */
export type Note = { siteId: string; id: number; ruleId: string; subject: string }

/** How much later than others data may come and still be judged in their place. */
const latenessMs: Record<AlertFeed, number> = {
  ...{ tag: 10 * minuteMs, state: 10 * minuteMs, source: 0 },
  ...{ characteristic: 24 * 60 * minuteMs, material: 24 * 60 * minuteMs },
  metric: 48 * 60 * minuteMs,
}

/** A watch that broke is tried again after this, one that nothing happens to is looked at. */
export const floorMs = 10 * minuteMs

/** Where the next judgement begins: behind the newest data by as much as others may come late. */
export function nextCheckpoint({ watch, rule, found, points }: Finding, now: Date) {
  const newest = points.findLast(({ at }) => at <= now.getTime())?.at ?? null
  const from = watch.checkpointAt.getTime()
  const behind = newest === null ? from : Math.max(from, newest - latenessMs[watch.feed])
  const before = points.filter(({ at }) => at <= behind)
  const { state } = advance(rule, watch.checkpoint, { points: before, until: behind })
  const soon = watch.feed === 'metric' || watch.turn < 1 ? minuteMs / 2 : floorMs
  const lookAt = Math.max(
    now.getTime() + 50,
    Math.min(found.lookAt ?? Number.POSITIVE_INFINITY, now.getTime() + soon),
  )
  return { state, at: new Date(behind), lookAt: new Date(lookAt) }
}
