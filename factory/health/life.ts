import type { ClassRecords } from './read-lifetimes.ts'
import { b10Of, failsWithin, fitWeibull, type Interval } from './weibull.ts'

/** Fewer failures give intervals that say nothing. */
const leastFailures = 10

export type NoLife = 'no_class' | 'too_few_failures' | 'no_fit' | 'down_now' | 'age_unknown'

/** What failure records alone say: of the class, and of one machine by its age since its last repair. */
export type Life = {
  failures: number
  censored: number
  machines: number
  source: ClassRecords['source'] | null
  shape: number | null
  scaleDays: number | null
  b10Days: Interval | null
  ageDays: number | null
  within7: Interval | null
  within30: Interval | null
  nullReason: NoLife | null
}

type Of = { machineId: string; isDown: boolean }

/** Weibull of a class for one machine; each null with the reason why. */
export function lifeOf(records: ClassRecords | null, { machineId, isDown }: Of): Life {
  const lifetimes = records?.lifetimes ?? []
  const failures = lifetimes.filter(({ failed }) => failed).length
  const unfit = {
    ...{
      shape: null,
      scaleDays: null,
      b10Days: null,
      ageDays: null,
      within7: null,
      within30: null,
    },
    ...{ failures, censored: lifetimes.length - failures },
    ...{ machines: records?.machines ?? 0, source: records?.source ?? null },
  }
  if (records === null) return { ...unfit, nullReason: 'no_class' }
  if (failures < leastFailures) return { ...unfit, nullReason: 'too_few_failures' }
  const fit = fitWeibull(lifetimes)
  if (fit === null) return { ...unfit, nullReason: 'no_fit' }
  const ofClass = { shape: fit.shape, scaleDays: fit.scale, b10Days: b10Of(fit) }
  const age = records.ages.get(machineId) ?? null
  if (isDown) return { ...unfit, ...ofClass, nullReason: 'down_now' }
  if (age === null) return { ...unfit, ...ofClass, nullReason: 'age_unknown' }
  return {
    ...{ ...unfit, ...ofClass, ageDays: age },
    within7: failsWithin(fit, age, 7),
    within30: failsWithin(fit, age, 30),
    nullReason: null,
  }
}
