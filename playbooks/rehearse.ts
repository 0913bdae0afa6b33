import { AppError } from '../base/app-error.ts'
import { sha256 } from '../base/canonical-json.ts'
import { dayMs } from '../base/milliseconds.ts'
import type { PlaybookDeps } from './deps.ts'
import { fill } from './fill.ts'
import type { Playbook } from './playbook.ts'
import { type Judged, judgeWindow } from './run.ts'

const longestDays = 366

export type Rehearsal = {
  playbook: string
  site: string
  /** Of the text that was rehearsed. */
  sha256: string
  from: string
  to: string
  events: number
  proposed: number
  guarded: number
  cooling: number
  overBudget: number
  items: {
    at: string
    subject: string
    outcome: Judged['outcome']
    /** The guard that stopped it. */
    why: string | null
    fields: Record<string, string | number>
    /** Tools and arguments, as they would be asked. */
    calls: { tool: string; args: unknown }[]
  }[]
}

/**
 * What a playbook would have proposed over a past window, by the triggers and guards that it runs
 * with. Nothing is filed, and no tool is called: tools speak of now, not of then.
 *
 * @throws AppError `invalid_input` for a window that is empty, in the future or over a year
 */
export async function rehearse(
  deps: PlaybookDeps,
  { playbook, source }: { playbook: Playbook; source: string },
  { from, to }: { from: Date; to: Date },
): Promise<Rehearsal> {
  checkWindow(from, to, deps.clock())
  const judged = await judgeWindow(deps, playbook, { from, to, known: new Set(), before: [] })
  const count = (outcome: Judged['outcome']) =>
    judged.filter((one) => one.outcome === outcome).length
  return {
    ...{ playbook: playbook.name, site: playbook.site, sha256: sha256(source) },
    ...{ from: from.toISOString(), to: to.toISOString(), events: judged.length },
    ...{ proposed: count('proposed'), guarded: count('guarded'), cooling: count('cooling') },
    overBudget: count('over_budget'),
    items: judged.map(({ at, subject, outcome, why, fields }) => ({
      ...{ at: at.toISOString(), subject, outcome, why, fields },
      calls: outcome === 'proposed' ? callsOf(playbook, { at, subject, fields }) : [],
    })),
  }
}

/** The proposals of an event, with its words filled in. */
export function callsOf(
  { proposals }: Pick<Playbook, 'proposals'>,
  { at, subject, fields }: Pick<Judged, 'at' | 'subject' | 'fields'>,
): { tool: string; args: Record<string, unknown> }[] {
  return proposals.map(({ tool, args }) => ({
    tool,
    args: fill(args, { ...fields, subject, at: at.toISOString() }),
  }))
}

function checkWindow(from: Date, to: Date, now: Date): void {
  const bad = from >= to ? '--from' : to > now ? '--to' : null
  if (bad === null && to.getTime() - from.getTime() <= longestDays * dayMs) return
  const shown = `${from.toISOString()} to ${to.toISOString()}`
  throw new AppError('invalid_input', `A rehearsal cannot run over ${shown}.`, {
    field: bad ?? '--from',
    hint: `Give a past window of at most ${longestDays} days: --from 2026-09-01 --to 2026-10-01.`,
  })
}
