import { hourMs } from '../base/milliseconds.ts'
import { findSite } from '../factory/index.ts'
import type { PlaybookDeps } from './deps.ts'
import { stoppedBy } from './guards.ts'
import type { Playbook, TriggerEvent } from './playbook.ts'
import { eventsOf } from './triggers/index.ts'

export type Judged = TriggerEvent & {
  outcome: 'proposed' | 'guarded' | 'cooling' | 'over_budget'
  /** The guard that stopped it. */
  why: string | null
}

/** What a playbook proposed before: cool-down and budget count from it. */
export type Proposed = { subject: string; at: Date }

/**
 * The events of a window, and what the playbook makes of each: one code for rehearsal and for real.
 * `known` events are left out; `before` is what it proposed until then.
 */
export async function judgeWindow(
  deps: PlaybookDeps,
  playbook: Playbook,
  { known, before, ...window }: { from: Date; to: Date; known: Set<string>; before: Proposed[] },
): Promise<Judged[]> {
  const { zone } = await deps.db.tx('read', (tx) => findSite(tx, playbook.site), {
    principal: deps.principal,
  })
  const proposed = [...before]
  const judged: Judged[] = []
  for (const event of await eventsOf(deps, playbook, window)) {
    if (known.has(event.key)) continue
    const why = await stoppedBy(deps, playbook, { ...event, zone })
    const outcome = why === null ? paced(playbook, event, proposed) : ('guarded' as const)
    if (outcome === 'proposed') proposed.push(event)
    judged.push({ ...event, outcome, why })
  }
  return judged
}

function paced(
  { cooldownHours, mostPerHour }: Playbook,
  { subject, at }: TriggerEvent,
  proposed: Proposed[],
): Judged['outcome'] {
  const since = (hours: number) => (one: Proposed) =>
    one.at.getTime() > at.getTime() - hours * hourMs && one.at <= at
  const own = proposed.filter((one) => one.subject === subject)
  if (own.some(since(cooldownHours))) return 'cooling'
  return proposed.filter(since(1)).length >= mostPerHour ? 'over_budget' : 'proposed'
}
