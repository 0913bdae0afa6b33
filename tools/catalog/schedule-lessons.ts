import type { StandingLesson } from '../../actions/index.ts'
import { dayMs } from '../../base/milliseconds.ts'
import { type Exclusion, isoInZone, type SiteRow, zoneOf } from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import { applied, lessonsFor, noted, settled, type Used, violated } from './lesson-constraints.ts'

type Planning = {
  site: SiteRow
  now: Date
  machines: string[]
  given: { horizon_hours: number; despite_lesson?: string | undefined }
}

/**
 * What lessons keep free: a machine that is forbidden, for the whole horizon or for the same hours
 * of each day. The planner gets them like any other machine that is out.
 */
export async function scheduleLessons(
  tx: Tx,
  { site, now, machines, given }: Planning,
): Promise<{ exclusions: Exclusion[]; used: Used[] }> {
  const asked = { ...site, tool: 'propose_schedule', now }
  const { clear, disputed } = settled(await lessonsFor(tx, asked, null))
  const forbids = clear.filter(({ rule }) => rule.kind === 'forbid')
  const beside = [...disputed, ...clear.filter(({ rule }) => rule.kind !== 'forbid').map(noted)]
  if (given.despite_lesson !== undefined) {
    return { exclusions: [], used: [...forbids.map(violated), ...beside] }
  }
  const exclusions = forbids.flatMap((lesson) => {
    const spans = spansOf(lesson, { site, now, hours: given.horizon_hours })
    const covered = machines.filter((id) => lesson.covers === null || lesson.covers.includes(id))
    return covered.flatMap((machineId) => spans.map((span) => ({ machineId, ...span })))
  })
  return { exclusions, used: [...forbids.map(applied), ...beside] }
}

type Span = Pick<Exclusion, 'fromAt' | 'hours'>
type Horizon = { site: SiteRow; now: Date; hours: number }

/** The stretches of the horizon that a lesson speaks of, from the evening before on. */
function spansOf({ hours, until }: StandingLesson, { site, now, ...horizon }: Horizon): Span[] {
  const endMs = Math.min(
    now.getTime() + horizon.hours * 3_600_000,
    until === null ? Number.POSITIVE_INFINITY : Date.parse(until),
  )
  if (hours === null) return [{ fromAt: now, hours: (endMs - now.getTime()) / 3_600_000 }]
  const days = Math.ceil((endMs - now.getTime()) / dayMs) + 2
  return Array.from({ length: days }, (_, day) => new Date(now.getTime() + (day - 1) * dayMs))
    .map((day): Span => {
      const date = isoInZone(day, zoneOf(site.zone))
      const at = (clock: string) => Date.parse(`${date.slice(0, 10)}T${clock}${date.slice(16)}`)
      const [fromMs, toMs] = [at(hours.from), at(hours.to)]
      const lengthMs = toMs > fromMs ? toMs - fromMs : toMs - fromMs + dayMs
      return { fromAt: new Date(fromMs), hours: lengthMs / 3_600_000 }
    })
    .filter(({ fromAt, hours: long }) => {
      const fromMs = fromAt.getTime()
      return fromMs < endMs && fromMs + long * 3_600_000 > now.getTime()
    })
}
