import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { SettingFinding } from './assess-settings.ts'
import type { HistoryHour } from './history.ts'
import type { Setting } from './read-settings.ts'
import { factorOf, planTrial, type TrialNeeds } from './trial.ts'
import { deviationWithinShift } from './within-shift.ts'

type ForTrial = {
  settings: readonly { setting: Setting; finding: SettingFinding }[]
  usual: number | null
  history: readonly HistoryHour[]
  /** Share of the usual response that is to be found. */
  detect: number
}

const mostFactors = 3

type Shifts = Pick<TrialNeeds, 'shiftsOfDay' | 'shiftHours'>

/** Of the settings that history cannot tell of and that have both limits, the first three. */
export function trialFor({ settings, usual, history, detect }: ForTrial, shifts: Shifts) {
  const hourDeviation = deviationWithinShift(history)
  if (usual === null || hourDeviation === null) return null
  const factors = settings
    .filter(({ finding }) => finding.verdict === 'cannot_tell')
    .flatMap(({ setting: { id, lower, upper } }) =>
      lower === null || upper === null || upper <= lower ? [] : [factorOf(id, lower, upper)],
    )
    .slice(0, mostFactors)
  return planTrial({ ...{ factors, hourDeviation, effect: detect * usual }, ...shifts })
}

/** Of a site without shifts, three of eight hours. */
export async function readShifts(tx: Tx, siteId: string): Promise<Shifts> {
  const [day] = await tx.rows<{ shifts: number; minutes: number | null }>(sql`
    select count(*)::int as shifts,
      avg((end_minute - start_minute + 1439) % 1440 + 1)::float8 as minutes
    from shift where site_id = ${siteId}`)
  return { shiftsOfDay: day?.shifts || 3, shiftHours: (day?.minutes ?? 480) / 60 }
}
