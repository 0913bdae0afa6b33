import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { SettingFinding } from './assess-settings.ts'
import type { HistoryHour } from './history.ts'
import type { Setting } from './read-settings.ts'
import { factorOf, planTrial, type Trial } from './trial.ts'
import { deviationWithinShift } from './within-shift.ts'

type ForTrial = {
  machine: { siteId: string }
  settings: readonly { setting: Setting; finding: SettingFinding }[]
  usual: number | null
  history: readonly HistoryHour[]
  /** Share of the usual response that is to be found. */
  detect: number
}

const mostFactors = 3

/** Of the settings that history cannot tell of and that have both limits, the first three. */
export async function trialFor(
  tx: Tx,
  { machine, settings, usual, history, detect }: ForTrial,
): Promise<Trial | null> {
  const hourDeviation = deviationWithinShift(history)
  if (usual === null || hourDeviation === null) return null
  const factors = settings
    .filter(({ finding }) => finding.verdict === 'cannot_tell')
    .flatMap(({ setting: { id, lower, upper } }) =>
      lower === null || upper === null || upper <= lower ? [] : [factorOf(id, lower, upper)],
    )
    .slice(0, mostFactors)
  return planTrial({
    ...{ factors, hourDeviation, effect: detect * usual },
    ...(await readShifts(tx, machine.siteId)),
  })
}

/** Of a site without shifts, three of eight hours. */
async function readShifts(tx: Tx, siteId: string) {
  const [day] = await tx.rows<{ shifts: number; minutes: number | null }>(sql`
    select count(*)::int as shifts,
      avg((end_minute - start_minute + 1439) % 1440 + 1)::float8 as minutes
    from shift where site_id = ${siteId}`)
  return { shiftsOfDay: day?.shifts || 3, shiftHours: (day?.minutes ?? 480) / 60 }
}
